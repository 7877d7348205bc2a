import { describe, expect, it } from '@jest/globals';
import { isFieldSlice, parsePpsIds, parseSps } from './sps.js';

/** Written by x264 for pictures of 320x180. */
const SPS = {
  high: '6764000cacd941419f9f0110000003001000000301e0f1429960',
  baseline: '6742c00cda05067e7c0440000003004000000783c50aa8',
  mainUnderId31: '674d400c041b282833f3e0220000030002000003003c1e28532c',
  interlaced: '67640015acd941433f260220000003002000000303c3e28532c0',
  coloured: '6764000cacd941419f9f016e0c0c0a80000003008000000f078a14cb',
  tenBits: '676e000ca6cd941419f9f0110000030001000003001e0f142996',
  yuv444: '67f4000c919b282833f1b80880000003008000000f078a14cb',
};

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));

describe('parseSps', () => {
  it.each<[keyof typeof SPS, object]>([
    ['high', { id: 0, profile: 100, level: 12, chroma: 1, bitDepth: 8, framesOnly: true }],
    ['baseline', { id: 0, profile: 66, constraints: 0xc0, chroma: 1, bitDepth: 8 }],
    ['mainUnderId31', { id: 31, profile: 77 }],
    ['interlaced', { framesOnly: false }],
    ['coloured', { fullRange: true, primaries: 6, transfer: 6, matrix: 5 }],
    ['tenBits', { profile: 110, bitDepth: 10 }],
    ['yuv444', { profile: 244, chroma: 3 }],
    ['high', { width: 320, height: 180 }],
    ['interlaced', { width: 320, height: 180 }],
    ['yuv444', { width: 320, height: 180 }],
    ['high', { fullRange: null, primaries: null, transfer: null, matrix: null }],
  ])('reads %s', (name, expected) => {
    expect(parseSps(bytes(SPS[name]))).toMatchObject(expected);
  });

  it('reads zeros past the end of one that was cut short', () => {
    expect(parseSps(bytes(SPS.high).subarray(0, 6))).toMatchObject({ profile: 100 });
  });
});

describe('parsePpsIds', () => {
  it.each([
    ['68ef8fcb', { id: 0, spsId: 0 }],
    ['68040082f8fc80', { id: 31, spsId: 31 }],
  ])('reads %s', (hex, ids) => {
    expect(parsePpsIds(bytes(hex))).toEqual(ids);
  });
});

describe('isFieldSlice', () => {
  // first macroblock 0, slice type 7, PPS 0, frame number 0 in 4 bits, then field_pic_flag
  const slice = (field: boolean) => Uint8Array.of(0x65, 0x88, field ? 0x84 : 0x80, 0x80);

  it('distinguishes fields from frames', () => {
    const sps = { ...parseSps(bytes(SPS.interlaced)), frameNumberBits: 4 };
    expect(isFieldSlice(slice(true), sps)).toBe(true);
    expect(isFieldSlice(slice(false), sps)).toBe(false);
  });

  it('finds no field where the stream has frames only', () => {
    expect(isFieldSlice(slice(true), parseSps(bytes(SPS.high)))).toBe(false);
  });
});
