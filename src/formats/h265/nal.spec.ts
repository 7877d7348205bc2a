import { describe, expect, it } from '@jest/globals';
import { isRandomAccess, isSlice, layerOf, nalType, payloadOf } from './nal.js';

/** With a type and a layer, and a byte of payload. */
const nal = (type: number, layer = 0) =>
  Uint8Array.of((type << 1) | (layer >> 5), ((layer & 31) << 3) | 1, 0x80);

describe('A NAL unit of HEVC', () => {
  it('has a type, a layer and a payload', () => {
    expect([nalType(nal(40, 3)), layerOf(nal(40, 3))]).toEqual([40, 3]);
    expect([nalType(nal(21, 33)), layerOf(nal(21, 33))]).toEqual([21, 33]);
    expect([...payloadOf(Uint8Array.of(0x40, 1, 0, 0, 3, 1))]).toEqual([0, 0, 1]);
  });

  it.each<[number, boolean, boolean]>([
    ...[0, 1, 9].map((type): [number, boolean, boolean] => [type, true, false]),
    ...[16, 19, 20, 21].map((type): [number, boolean, boolean] => [type, true, true]),
    ...[22, 23].map((type): [number, boolean, boolean] => [type, false, true]),
    ...[10, 15, 24, 32, 35, 39].map((type): [number, boolean, boolean] => [type, false, false]),
  ])('of type %d is a slice: %s, and a random access point: %s', (type, slice, entry) => {
    expect([isSlice(nal(type)), isRandomAccess(nal(type))]).toEqual([slice, entry]);
  });

  it('is no slice without content, or of another layer', () => {
    expect(isSlice(nal(1).subarray(0, 2))).toBe(false);
    expect(isSlice(nal(1, 1))).toBe(false);
  });
});
