import { describe, expect, it } from '@jest/globals';
import { joinAnnexB } from '../../formats/nal-units.js';
import { h264 } from './h264.js';

const nal = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));

/** Written by x264. */
const SPS = nal('6764000cacd941419f9f0110000003001000000301e0f1429960');
const SPS_31 = nal('674d400c041b282833f3e0220000030002000003003c1e28532c');
const TEN_BITS = nal('676e000ca6cd941419f9f0110000030001000003001e0f142996');
const FULL_RANGE_BT601 = nal('6764000cacd941419f9f016e0c0c0a80000003008000000f078a14cb');
const PPS = nal('68ef8fcb');
const DELIMITER = nal('0910');
const IDR = nal('6588842000ff');
const P = nal('419a2000ff');
const USER_DATA = nal('0605110101010101010101010101010101010101414180');

const SIGNATURE = nal('060510005bc93f2d715e95ada4796f90877a6f80');

const BASELINE = nal('6742c00cda05067e7c0440000003004000000783c50aa8');
const INTERLACED = nal('67640015acd941433f260220000003002000000303c3e28532c0');

describe('h264', () => {
  it.each([
    ['an IDR picture', [SPS, PPS, IDR], { mayHaveLeading: false, isSync: true }],
    ['another picture', [P], null],
  ])('can be entered at %s or not', (_, nals, entryPoint) => {
    expect(h264.entryPointOf(nals)).toEqual(entryPoint);
  });

  it('leaves delimiters and user data out of a copy, and nothing else', () => {
    const nals = [DELIMITER, SPS, PPS, USER_DATA, IDR, P];
    expect(nals.filter((each) => h264.isLeftOut(each))).toEqual([DELIMITER, USER_DATA]);
    expect(nals.filter((each) => h264.isParameterSet(each))).toEqual([SPS, PPS]);
    expect(nals.filter((each) => h264.isPicture(each))).toEqual([IDR, P]);
  });

  it('keeps signatures, and no other user data', () => {
    const nals = [USER_DATA, SIGNATURE, IDR];
    expect(nals.filter((each) => h264.isSignature(each))).toEqual([SIGNATURE]);
    expect(nals.filter((each) => h264.isLeftOut(each))).toEqual([USER_DATA]);
  });

  it('finds the ids that neither an SPS nor a PPS has', () => {
    const ids = h264.freeSetIds([SPS_31, PPS]);
    expect(ids).toHaveLength(30);
    expect(ids[0]).toBe(1);
    expect(ids).not.toContain(31);
  });

  it('encodes a head like the recording', () => {
    expect(h264.codingOf([SPS, PPS], [IDR])).toEqual({
      profile: 'high',
      pixelFormat: 'yuv420p',
      colour: { fullRange: null, primaries: null, transfer: null, matrix: null },
    });
    expect(h264.codingOf([FULL_RANGE_BT601], [IDR])).toMatchObject({
      pixelFormat: 'yuvj420p',
      colour: { fullRange: true, primaries: 6, transfer: 6, matrix: 5 },
    });
  });

  it.each([
    ['no parameter set', [PPS], 'damaged'],
    ['ten bits', [TEN_BITS], 'pixel_format'],
    ['a profile that browsers do not play', [Uint8Array.from(BASELINE, (byte, i) => (i === 1 ? 88 : byte))], 'profile'], // prettier-ignore
  ])('gives up with %s', (_, sets, obstacle) => {
    expect(() => h264.codingOf(sets, [IDR])).toThrow(expect.objectContaining({ obstacle }));
  });

  it.each([
    ['baseline', BASELINE],
    ['main', SPS_31],
    ['high', SPS],
  ])('encodes a head in profile %s', (profile, set) => {
    expect(h264.codingOf([set], [IDR]).profile).toBe(profile);
  });

  it('gives up with pictures of single fields, and takes frames of the same stream', () => {
    // First macroblock 0, slice type 7, PPS 0, a frame number of four bits, field_pic_flag.
    const slice = (isField: boolean) => Uint8Array.of(0x65, 0x88, isField ? 0x84 : 0x80, 0x80);
    expect(h264.codingOf([INTERLACED], [INTERLACED, slice(false)]).profile).toBe('high');
    expect(() => h264.codingOf([INTERLACED], [INTERLACED, slice(true)])).toThrow(
      expect.objectContaining({ obstacle: 'field_coded' }),
    );
  });

  it('distinguishes the ids of both kinds of set', () => {
    expect([SPS, SPS_31, PPS, nal('68040082f8fc80')].map((set) => h264.setIdOf(set))).toEqual([
      ...[{ kind: 0, id: 0 }, { kind: 0, id: 31 }], // prettier-ignore
      ...[{ kind: 1, id: 0 }, { kind: 1, id: 31 }], // prettier-ignore
    ]);
  });

  it('reads the sets and the frames of a head', () => {
    const stream = joinAnnexB([DELIMITER, SPS_31, PPS, USER_DATA, IDR, DELIMITER, P]);
    expect(h264.readHead(stream, 31)).toEqual({ sets: [SPS_31, PPS], frames: [[IDR], [P]] });
  });

  it('describes the track by the highest profile and level of its sets', () => {
    const { sampleEntry, codecString } = h264.trackCodec([SPS_31, SPS, PPS]);
    expect([sampleEntry, codecString]).toEqual(['avc1', 'avc1.64000C']);
  });
});
