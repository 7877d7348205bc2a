import { describe, expect, it } from '@jest/globals';
import { h264Coding } from './h264/coding.js';
import { hevcCoding } from './h265/coding.js';
import { Unusual } from './unusual.js';

const readFirstPicture = (bytes: Buffer) => h264Coding.readFirstPicture(bytes);

/** Written by x264 for pictures of 320x180, and for interlaced ones. */
const SPS = '6764000cacd941419f9f0110000003001000000301e0f1429960';
const OTHER_SPS = '6742c00cda05067e7c0440000003004000000783c50aa8';
const INTERLACED = '67640015acd941433f260220000003002000000303c3e28532c0';
const PPS = '68ef8fcb';
const DELIMITER = '0910';
const IDR = '6588842000ff';
const SECOND_SLICE = '65058842ff';
const FULL_RANGE = '6764000cacd941419f9f016e0c0c0a80000003008000000f078a14cb';
const P = '419a2000ff';

const stream = (...nals: string[]) =>
  Buffer.from(nals.map((nal) => `00000001${nal}`).join(''), 'hex');

/** A picture that so many bytes precede. */
function leading(size: number): Buffer {
  const rest = stream(SPS, PPS, '06', IDR).length - Buffer.from(IDR, 'hex').length;
  return stream(SPS, PPS, '06'.padEnd(2 + 2 * (size - rest), '5'), IDR);
}

/** A picture in so many pieces, with its sets. */
function pieces(count: number): Buffer {
  return stream(SPS, PPS, IDR, ...Array.from({ length: count - 3 }, () => SECOND_SLICE));
}

describe('The first picture of H.264', () => {
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

  it('says whether black is 0', () => {
    expect(readFirstPicture(stream(FULL_RANGE, PPS, IDR)).pixelFormat).toBe('yuvj420p');
  });

  it.each<[string, number, (size: number) => Buffer]>([
    ['bytes before a picture', 64 * 1024, leading],
    ['pieces', 512, pieces],
  ])('reads as many %s as it may, and no more', (_, limit, of) => {
    expect(readFirstPicture(of(limit)).codec).toBe('h264');
    expect(() => readFirstPicture(of(limit + 1))).toThrow(Unusual);
  });

  it.each([
    ['no picture', stream(SPS, PPS)],
    ['a slice that is cut short', stream(SPS, PPS, '65')],
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
    expect(() => readFirstPicture(bytes)).toThrow(Unusual);
  });
});

/** Sets that x265 wrote for pictures of 320x182, another for 320x176, and how slices begin. */
const HEVC = {
  vps: '40010c01ffff01600000030090000003000003003c959409',
  sps: '42010101600000030090000003000003003ca00a080c1f36595952930bc05a020000030002000003001e10',
  pps: '4401c073c189',
  otherSps: '42010101600000030090000003000003003ca00a080b16595952930bc05a020000030002000003001e10',
  idr: '2601af08',
  secondSlice: '26012f08',
  cra: '2a01af08',
  p: '0201d008',
};

describe('The first picture of HEVC', () => {
  const read = (bytes: Buffer) => hevcCoding.readFirstPicture(bytes);
  const { vps, sps, pps, otherSps, idr, secondSlice, cra, p } = HEVC;

  it.each([
    ['an IDR picture', stream(vps, sps, pps, idr)],
    ['a CRA picture', stream('460150', vps, sps, pps, cra)],
    ['one in two slices', stream(vps, sps, pps, idr, secondSlice)],
    ['one with later sets', stream(vps, sps, pps, idr, otherSps)],
  ])('is read: %s', (_, bytes) => {
    expect(read(bytes)).toEqual({
      ...{ codec: 'hevc', pixelFormat: 'yuv420p', width: 320, height: 182 },
      fieldOrder: 'progressive',
    });
  });

  it.each([
    ['without a set', stream(vps, pps, idr)],
    ['with two sets', stream(vps, sps, otherSps, pps, idr)],
    ['that others are needed for', stream(vps, sps, pps, p)],
    ['that another one follows', stream(vps, sps, pps, idr, p)],
  ])('is unusual: one %s', (_, bytes) => {
    expect(() => read(bytes)).toThrow(Unusual);
  });
});
