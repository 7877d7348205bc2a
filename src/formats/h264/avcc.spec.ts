import { describe, expect, it } from '@jest/globals';
import { buildAvcc, parseAvcc } from './avcc.js';

const sets = (...hex: string[]) => hex.map((set) => Uint8Array.from(Buffer.from(set, 'hex')));

describe('avcC', () => {
  const sps = sets('6764000cac', '674d4015');
  const pps = sets('68ef8f', '6804');

  it('lists all the sets given, under the highest profile and level', () => {
    const bytes = buildAvcc(sps, pps);
    expect([...bytes.subarray(0, 5)]).toEqual([1, 100, 0, 0x15, 0xff]);
    expect(parseAvcc(bytes)).toEqual({ lengthSize: 4, sps, pps });
  });

  it('gives chroma format and bit depth for high profile only', () => {
    expect([...buildAvcc(sps, pps).subarray(-4)]).toEqual([0xfd, 0xf8, 0xf8, 0]);
    expect(parseAvcc(buildAvcc(sps.slice(1), pps))).toEqual({
      lengthSize: 4,
      sps: sps.slice(1),
      pps,
    });
    expect(buildAvcc(sps.slice(1), pps).at(-1)).toBe(0x04);
  });

  it.each([66, 77, 88, 100, 110, 122, 144])('fits profile %d', (profile) => {
    const bytes = buildAvcc([Uint8Array.of(0x67, profile, 0, 12)], pps);
    const withoutChroma = 5 + 1 + 2 + 4 + 1 + 2 + 3 + 2 + 2;
    expect(bytes).toHaveLength(withoutChroma + (profile >= 100 ? 4 : 0));
  });

  it('says the constraints that all sets keep', () => {
    const constrained = sets('6742c00c', '67424015', '6742e00c');
    expect([...buildAvcc(constrained, pps).subarray(1, 4)]).toEqual([0x42, 0x40, 0x15]);
  });

  it('keeps sets of more than 255 bytes', () => {
    const long = [Uint8Array.from({ length: 300 }, (_, i) => (i === 0 ? 0x67 : i & 0x3f))];
    const picture = [Uint8Array.from({ length: 700 }, (_, i) => (i === 0 ? 0x68 : i & 0x3f))];
    expect(parseAvcc(buildAvcc(long, picture))).toEqual({ lengthSize: 4, sps: long, pps: picture });
  });

  it.each([
    ['no sets', 1, [1, 66, 0, 12, 0xfc, 0xe0, 0]],
    ['lengths of two bytes', 2, [1, 66, 0, 12, 0xfd, 0xe0, 0]],
    ['no count of picture parameter sets', 4, [1, 66, 0, 12, 0xff, 0xe1, 0, 1, 0x67]],
  ])('is read with %s', (_, lengthSize, bytes) => {
    const sps = sets(...(bytes.length > 7 ? ['67'] : []));
    expect(parseAvcc(Uint8Array.from(bytes))).toEqual({ lengthSize, sps, pps: [] });
  });

  it.each([
    ['another version', [2, 100, 0, 12, 0xff, 0xe0, 0]],
    ['too few bytes', [1, 100, 0, 12]],
    ['one byte too few', [1, 100, 0, 12, 0xff, 0xe0]],
    ['a set that reaches past the end', [1, 100, 0, 12, 0xff, 0xe1, 0, 9, 0x67]],
    ['a set that lacks its last byte', [1, 100, 0, 12, 0xff, 0xe1, 0, 2, 0x67]],
  ])('does not read %s', (_, bytes) => {
    expect(parseAvcc(Uint8Array.from(bytes))).toBeNull();
  });
});
