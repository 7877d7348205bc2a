import { describe, expect, it } from '@jest/globals';
import { h264 } from './h264.js';
import { ParameterSets } from './parameter-sets.js';

const set = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
const SPS_0 = set('6764000cacd941419f9f0110000003001000000301e0f1429960');
const SPS_0_BASELINE = set('6742c00cda05067e7c0440000003004000000783c50aa8');
const SPS_31 = set('674d400c041b282833f3e0220000030002000003003c1e28532c');
const PPS_0 = set('68ef8fcb');

describe('ParameterSets', () => {
  it('takes a set again, but no other set of the same id', () => {
    const sets = new ParameterSets(h264, [SPS_0, PPS_0]);
    expect(sets.add(SPS_0)).toBe(true);
    expect([SPS_0, SPS_0_BASELINE, SPS_31].map((set) => sets.fits(set))).toEqual([
      true,
      false,
      true,
    ]);
    expect(sets.add(SPS_0_BASELINE)).toBe(false);
    expect(sets.add(SPS_31)).toBe(true);
    expect(sets.all()).toEqual([SPS_0, SPS_31, PPS_0]);
    expect(sets.has(SPS_0_BASELINE)).toBe(false);
  });

  it('ignores zeros after a set', () => {
    const padded = (bytes: Uint8Array) => Uint8Array.from([...bytes, 0, 0]);
    const sets = new ParameterSets(h264, [padded(SPS_0), PPS_0]);
    expect(sets.all()).toEqual([SPS_0, PPS_0]);
    expect([SPS_0, padded(SPS_0), padded(PPS_0)].map((set) => sets.has(set))).toEqual([
      true,
      true,
      true,
    ]);
    expect(sets.add(padded(PPS_0))).toBe(true);
  });

  it('keeps the sets of a kind together, as a stream has them', () => {
    const sets = new ParameterSets(h264, [PPS_0, SPS_31, SPS_0]);
    expect(sets.all()).toEqual([SPS_31, SPS_0, PPS_0]);
  });
});
