import { describe, expect, it } from '@jest/globals';
import {
  joinAnnexB,
  joinLengthPrefixed,
  splitAnnexB,
  splitLengthPrefixed,
  withEmulationPrevention,
  withoutEmulationPrevention,
} from './nal-units.js';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
const hex = (nals: readonly Uint8Array[] | null) =>
  nals?.map((nal) => Buffer.from(nal).toString('hex'));

describe('splitAnnexB', () => {
  it.each([
    ['start codes of three and four bytes', '000001 65aa 00000001 41bb', ['65aa', '41bb']],
    ['zeros at the end of a unit', '000001 65aa000000 000001 41bb0000', ['65aa', '41bb']],
    ['a one inside', '000001 650100010a', ['650100010a']],
    ['bytes before the first start code', 'ffff 000001 65', ['65']],
    ['units of nothing', '000001 000001 65', ['65']],
    ['no start code', '65aabb', []],
    ['nothing', '', []],
  ])('takes %s', (_, stream, nals) => {
    expect(hex(splitAnnexB(bytes(stream)))).toEqual(nals);
  });
});

describe('splitLengthPrefixed', () => {
  it.each<[string, string, number, string[] | undefined]>([
    ['lengths of four bytes', '00000002 65aa 00000001 41', 4, ['65aa', '41']],
    ['lengths of two bytes', '0002 65aa 0001 41', 2, ['65aa', '41']],
    ['lengths of one byte', '02 65aa 01 41', 1, ['65aa', '41']],
    ['a unit that reaches past the end', '00000009 65aa', 4, undefined],
    ['a length that is cut short', '00000002 65aa 0000', 4, undefined],
    ['nothing', '', 4, []],
  ])('takes %s', (_, packet, lengthSize, nals) => {
    expect(hex(splitLengthPrefixed(bytes(packet), lengthSize))).toEqual(nals);
  });
});

describe('joining', () => {
  const nals = [bytes('65aa'), new Uint8Array(70_000).fill(0x41)];

  it('is undone by splitting', () => {
    expect(splitAnnexB(joinAnnexB(nals))).toEqual(nals);
    expect(splitLengthPrefixed(joinLengthPrefixed(nals), 4)).toEqual(nals);
  });
});

describe('withoutEmulationPrevention', () => {
  it('leaves out a 3 after two zeros, and no other', () => {
    const payload = withoutEmulationPrevention(bytes('000003 01 000003 00 03 03'));
    expect(hex([payload])).toEqual(['0000010000000303']);
  });
});

describe('withEmulationPrevention', () => {
  it.each([
    ['what looks like a start code', '01 000001 65', '01 00000301 65'],
    ['zeros', '01 0000000000 01', '01 000003000003 00 01'],
    ['what looks like such a byte', '01 000003', '01 00000303'],
    ['a zero at the end', '01 0000', '01 000003'],
    ['bytes that need none', '01 0002 000004 01', '01 0002 000004 01'],
  ])('escapes %s', (_, payload, escaped) => {
    expect(hex([withEmulationPrevention(bytes(payload))])).toEqual([escaped.replaceAll(' ', '')]);
    expect(hex([withoutEmulationPrevention(bytes(escaped))])).toEqual([
      payload.replaceAll(' ', ''),
    ]);
  });
});
