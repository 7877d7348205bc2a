import { describe, expect, it } from '@jest/globals';
import { unlessUnusual } from '../../unusual.js';
import { u32, u64s } from '../write-box.js';
import { delayOf, readEdits } from './edits.js';

const RATE = 0x10000;
type Row = [duration: number, mediaTime: number];

/** The content of `elst`. */
const listOf = (version: 0 | 1, rows: readonly Row[]): Buffer =>
  Buffer.concat([
    u32(version * 0x1000000, rows.length),
    ...rows.map(([duration, mediaTime]) =>
      version === 0
        ? u32(duration, mediaTime, RATE)
        : Buffer.concat([u64s([duration]), signed64(mediaTime), u32(RATE)]),
    ),
  ]);

function signed64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(value));
  return bytes;
}

describe('readEdits', () => {
  it.each<[string, 0 | 1, Row[]]>([
    ['no edit', 0, []],
    ['one from the start', 0, [[6000, 0]]],
    ['one that skips the first frames', 0, [[6000, 1024]]],
    ['a late start', 0, [[500, -1], [6000, 0]]], // prettier-ignore
    ['a late start in 64 bits', 1, [[2 ** 33, -1], [2 ** 34, 2 ** 35]]], // prettier-ignore
  ])('reads %s', (_, version, rows) => {
    const expected = rows.map(([duration, mediaTime]) => ({ duration, mediaTime }));
    expect(readEdits(listOf(version, rows))).toEqual(expected);
  });

  it.each<[string, Row[]]>([
    ['three edits', [[1, -1], [2, 0], [3, 5]]], // prettier-ignore
    ['two of which both show something', [[1, 0], [2, 5]]], // prettier-ignore
    ['one that shows nothing', [[1, -1]]],
    ['a pause at the end', [[1, -1], [2, -1]]], // prettier-ignore
  ])('takes %s for unusual', async (_, rows) => {
    expect(await unlessUnusual(() => Promise.resolve(readEdits(listOf(0, rows))))).toBeNull();
  });
});

describe('delayOf', () => {
  it.each([
    [
      'a late start, in units of the track',
      [
        { duration: 500, mediaTime: -1 },
        { duration: 9, mediaTime: 0 },
      ],
      45_000,
    ],
    ['none', [{ duration: 500, mediaTime: 0 }], 0],
  ])('is %s', (_, edits, expected) => {
    expect(delayOf(edits, 90_000, 1000)).toBe(expected);
  });
});
