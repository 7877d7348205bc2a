import { describe, expect, it } from '@jest/globals';
import { readFirstPicture } from './first-picture.js';

/** Written by x264 for pictures of 320x180, and for interlaced ones. */
const SPS = '6764000cacd941419f9f0110000003001000000301e0f1429960';
const OTHER_SPS = '6742c00cda05067e7c0440000003004000000783c50aa8';
const INTERLACED = '67640015acd941433f260220000003002000000303c3e28532c0';
const PPS = '68ef8fcb';
const DELIMITER = '0910';
const IDR = '6588842000ff';
const SECOND_SLICE = '65048842ff';
const P = '419a2000ff';

const stream = (...nals: string[]) =>
  Buffer.from(nals.map((nal) => `00000001${nal}`).join(''), 'hex');

describe('readFirstPicture', () => {
  it.each([
    ['a picture', stream(DELIMITER, SPS, PPS, IDR)],
    ['one in two slices', stream(SPS, PPS, IDR, SECOND_SLICE)],
    ['a set that is there twice', stream(SPS, SPS, PPS, IDR)],
    ['a set in front of others', stream(SPS, PPS, '0605ff', IDR, OTHER_SPS)],
  ])('reads %s', (_, bytes) => {
    const size = { width: 320, height: 180 };
    expect(readFirstPicture(bytes)).toMatchObject({
      codec: 'h264',
      pixelFormat: 'yuv420p',
      ...size,
    });
  });

  it.each([
    ['no picture', stream(SPS, PPS)],
    ['no set', stream(PPS, IDR)],
    ['a set that comes late', stream(PPS, IDR, SPS)],
    ['two sets', stream(SPS, OTHER_SPS, PPS, IDR)],
    ['one that others are needed for', stream(SPS, PPS, P)],
    ['two pictures', stream(SPS, PPS, IDR, P)],
    ['fields', stream(INTERLACED, PPS, IDR)],
    ['a picture far behind', stream(SPS, PPS, '06'.padEnd(140_000, '5'), IDR)],
    [
      'a thousand pieces',
      stream(SPS, PPS, IDR, ...Array.from({ length: 1000 }, () => SECOND_SLICE)),
    ],
  ])('does not take %s', (_, bytes) => {
    expect(() => readFirstPicture(bytes)).toThrow();
  });
});
