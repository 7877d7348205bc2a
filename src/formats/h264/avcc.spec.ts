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

  it.each([
    ['another version', [2, 100, 0, 12, 0xff, 0xe0, 0]],
    ['too few bytes', [1, 100, 0, 12]],
    ['a set that reaches past the end', [1, 100, 0, 12, 0xff, 0xe1, 0, 9, 0x67]],
  ])('does not read %s', (_, bytes) => {
    expect(parseAvcc(Uint8Array.from(bytes))).toBeNull();
  });
});
