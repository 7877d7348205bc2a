import { describe, expect, it } from '@jest/globals';
import { u32, u64s } from '../write-box.js';
import { readCreationTime, readTimescale, readTrackHeader } from './headers.js';

const EPOCH_SECONDS = 2_082_844_800;
const AT_SECONDS = Date.UTC(2026, 0, 3, 10) / 1000;
const VERSION_1 = 0x1000000;

/** The beginning of `mvhd` and `mdhd`. */
const short = (created: number, timescale: number, duration: number) =>
  u32(0, created, 0, timescale, duration);
const long = (created: number, timescale: number, duration: number) =>
  Buffer.concat([u32(VERSION_1), u64s([created, 0]), u32(timescale), u64s([duration])]);

describe('readTimescale', () => {
  it.each([
    ['32 bits', short(1, 90_000, 540_000)],
    ['64 bits', long(1, 90_000, 540_000)],
  ])('reads that of a header of %s', (_, header) => {
    expect(readTimescale(header)).toBe(90_000);
  });

  it('takes a timescale of 0 for unusual', () => {
    expect(() => readTimescale(short(1, 0, 1))).toThrow();
  });
});

describe('readCreationTime', () => {
  it.each([
    ['seconds since 1904', short(AT_SECONDS + EPOCH_SECONDS, 1, 1)],
    ['64 bits', long(AT_SECONDS + EPOCH_SECONDS, 1, 1)],
    ['seconds since 1970', short(AT_SECONDS, 1, 1)],
  ])('reads %s', (_, header) => {
    expect(readCreationTime(header)).toEqual(new Date(AT_SECONDS * 1000));
  });

  it('is the last that a date can hold where the file claims a later one', () => {
    expect(readCreationTime(long(2 ** 60, 1, 1))).toEqual(new Date(8.64e15));
  });

  it('is null where it is not set', () => {
    expect(readCreationTime(short(0, 1, 1))).toBeNull();
    expect(readCreationTime(long(0, 1, 1))).toBeNull();
  });
});

describe('readTrackHeader', () => {
  const UNIT = 0x10000;
  const TURNS: [number, number[]][] = [
    [0, [UNIT, 0, 0, 0, UNIT, 0]],
    [90, [0, UNIT, 0, -UNIT, 0, 0]],
    [180, [-UNIT, 0, 0, 0, -UNIT, 0]],
    [270, [0, -UNIT, 0, UNIT, 0, 0]],
  ];

  it.each(TURNS)('reads a turn of %d degrees in both versions', (rotation, matrix) => {
    const rest = u32(0, 0, 0, 0, ...matrix, 0, 0, 0x40000000);
    expect(readTrackHeader(Buffer.concat([u32(0, 0, 0, 7, 0, 9), rest]))).toEqual({
      id: 7,
      rotation,
    });
    const wide = Buffer.concat([u32(VERSION_1), u64s([0, 0]), u32(7, 0), u64s([9]), rest]);
    expect(readTrackHeader(wide)).toEqual({ id: 7, rotation });
  });

  it('takes a mirrored picture for unusual', () => {
    const rest = u32(0, 0, 0, 0, -UNIT, 0, 0, 0, UNIT, 0, 0, 0, 0);
    expect(() => readTrackHeader(Buffer.concat([u32(0, 0, 0, 7, 0, 9), rest]))).toThrow();
  });
});
