import { describe, expect, it } from '@jest/globals';
import { parseSps } from './sps.js';

const nal = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));

/** Written by x265. */
const SETS = {
  main: '42010101600000030090000003000003003ca00a080c1f3e5ba4a4c2f016808000000300800000078400',
  bFrames:
    '42010101600000030090000003000003003ca00a080c1f3e595912930bc05a020000030002000003001e1000',
  ten: '42010102200000030090000003000003003ca00a080c1f3b65ba4a4c2f016808000003000800000300784000',
  cropped:
    '42010101600000030090000003000003003fa005220171c44d96e92930bc05a020000003002000000301e100',
  layers:
    '42010201600000030090000003000003003c0000a00a080c1f3e59590ac894985e02d010000003001000000300f08000',
};

describe('parseSps', () => {
  it('reads what x265 writes for Main', () => {
    expect(parseSps(nal(SETS.main))).toEqual({
      id: 0,
      profile: {
        ...{ space: 0, tier: 0, profile: 1, compatibility: 0x60000000, level: 60 },
        constraints: [0x90, 0, 0, 0, 0, 0],
      },
      ...{ temporalLayers: 1, isTemporallyNested: true },
      ...{ chroma: 1, bitDepth: { luma: 8, chroma: 8 }, width: 320, height: 180 },
      isFieldCoded: false,
      pixelAspect: { num: 1, den: 1 },
      ...{ fullRange: false, primaries: null, transfer: null, matrix: null },
    });
  });

  it.each<[string, string, Partial<ReturnType<typeof parseSps>>]>([
    ['B-frames', SETS.bFrames, { width: 320, height: 180 }],
    ['ten bits', SETS.ten, { bitDepth: { luma: 10, chroma: 10 }, width: 320, height: 180 }],
    ['a size that is cropped', SETS.cropped, { width: 642, height: 358 }],
    ['temporal layers', SETS.layers, { temporalLayers: 2, isTemporallyNested: false, width: 320 }],
  ])('reads %s', (_, hex, expected) => {
    expect(parseSps(nal(hex))).toMatchObject(expected);
  });

  it('survives a set that is cut short anywhere', () => {
    const whole = nal(SETS.layers);
    for (let length = 0; length < whole.length; length++) {
      expect(() => parseSps(whole.subarray(0, length))).not.toThrow();
    }
  });
});
