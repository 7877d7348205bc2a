import { describe, expect, it } from '@jest/globals';
import { readerOf } from '../../byte-reader.js';
import { boxesIn } from '../boxes.js';
import { fullBox, u32 } from '../write-box.js';
import { tableTimes } from './sample-times.js';
import type { Track } from './track.js';

const TIMESCALE = 15_360;
const FRAME = 1024;
const FRAMES = 90;

/** A box of runs: `stts` or `ctts`. */
const runs = (type: string, version: 0 | 1, ...entries: [count: number, value: number][]) =>
  fullBox(type, version, 0, u32(entries.length, ...entries.flat()));

interface Tables {
  durations?: [count: number, value: number][];
  offsets?: [count: number, value: number][];
  version?: 0 | 1;
  edits?: Track['edits'];
  samples?: number;
}

async function trackOf(kind: Track['kind'], tables: Tables, at: number) {
  const { durations = [[FRAMES, FRAME]], offsets, version = 0, edits = [] } = tables;
  const bytes = Buffer.concat([
    fullBox('stsz', 0, 0, u32(0, tables.samples ?? FRAMES)),
    runs('stts', 0, ...durations),
    ...(offsets ? [runs('ctts', version, ...offsets)] : []),
  ]);
  const track: Track = {
    ...{ kind, id: at + 1, index: at, rotation: 0, timescale: TIMESCALE },
    ...{ edits, table: await boxesIn(readerOf(bytes), 0, bytes.length) },
    entry: { type: 'avc1', start: 0, content: 0, end: 0 },
  };
  return { bytes, track };
}

/** The times of a file with one track of 90 frames in six seconds. */
async function timesOf(tables: Tables) {
  const { bytes, track } = await trackOf('vide', tables, 0);
  return tableTimes(readerOf(bytes), [track], 1000);
}

describe('tableTimes', () => {
  it.each<[string, 0 | 1, number | null, number]>([
    ['no offsets', 0, null, 0],
    ['an offset', 0, 2 * FRAME, 2 / 15],
    ['a negative offset', 1, -FRAME, -1 / 15],
    // Version 0 has no sign by the standard; writers store negative ones all the same.
    ['a negative offset in version 0', 0, -FRAME, -1 / 15],
  ])(
    'run from the first frame shown to the end of the last, with %s',
    async (_, version, offset, expected) => {
      const offsets = offset === null ? {} : { offsets: [[FRAMES, offset]] as [number, number][] };
      const times = await timesOf({ ...offsets, version });
      expect(times.startTimeSeconds).toBeCloseTo(expected, 6);
      expect(times.video.startTimeSeconds).toBeCloseTo(expected, 6);
      expect(times.video.endTimeSeconds).toBeCloseTo(expected + 6, 6);
      expect(times.video.frameRate).toBeCloseTo(15, 6);
    },
  );

  it('start at 0 where an edit takes the offset away, and late after a pause', async () => {
    const shown = { duration: 6000, mediaTime: 2 * FRAME };
    const offsets: Tables['offsets'] = [[FRAMES, 2 * FRAME]];
    expect((await timesOf({ offsets, edits: [shown] })).video).toMatchObject({
      ...{ startTimeSeconds: 0, endTimeSeconds: 6 },
    });
    const pause = { duration: 6500, mediaTime: -1 };
    const late = (await timesOf({ offsets, edits: [pause, shown] })).video;
    expect(late.startTimeSeconds).toBeCloseTo(6.5, 6);
    expect(late.endTimeSeconds).toBeCloseTo(12.5, 6);
  });

  it.each<[string, number, number]>([
    ['with the last frame', 6000, 6],
    ['with the last frame, if it is written as less by rounding', 5999.6, 6],
    ['with an edit that ends within the last frame', 5960, 5.96],
  ])('end %s', async (_, duration, expected) => {
    for (const offset of [0, 2 * FRAME]) {
      const offsets: Tables['offsets'] = [[FRAMES, offset]];
      const { video } = await timesOf({ offsets, edits: [{ duration, mediaTime: offset }] });
      expect(video.endTimeSeconds).toBeCloseTo(expected, 6);
    }
  });

  it.each<[string, Tables, number]>([
    [
      'the last frame claims hours',
      {
        durations: [
          [89, FRAME],
          [1, 8520 * TIMESCALE],
        ],
      },
      6,
    ],
    [
      'the last frame lasts no time',
      {
        durations: [
          [89, FRAME],
          [1, 0],
        ],
      },
      6,
    ],
    [
      'the last frame is a long one',
      {
        durations: [
          [89, FRAME],
          [1, 5 * FRAME],
        ],
      },
      94 / 15,
    ],
    [
      'an earlier frame is a long one',
      {
        durations: [
          [44, FRAME],
          [1, 9 * TIMESCALE],
          [45, FRAME],
        ],
      },
      9 + 89 / 15,
    ],
    // The one that is shown last is the fourth-last to be decoded.
    [
      'frames are reordered',
      {
        durations: [[90, FRAME]],
        offsets: [
          [86, FRAME],
          [1, 4 * FRAME],
          [3, 0],
        ],
      },
      90 / 15,
    ],
  ])('end with the last frame shown where %s', async (_, tables, expected) => {
    const { video } = await timesOf(tables);
    const first = tables.offsets ? 1 / 15 : 0;
    expect(video.startTimeSeconds).toBeCloseTo(first, 6);
    expect(video.endTimeSeconds).toBeCloseTo(first + expected, 6);
  });

  it('are those of the video, however long, late or early the sound is', async () => {
    const video = await trackOf('vide', {}, 0);
    const sound = await trackOf(
      'soun',
      {
        edits: [
          { duration: 500_000, mediaTime: -1 },
          { duration: 9e9, mediaTime: 0 },
        ],
      },
      1,
    );
    const moved = sound.track.table.map((box) => ({
      ...box,
      start: box.start + video.bytes.length,
      content: box.content + video.bytes.length,
      end: box.end + video.bytes.length,
    }));
    const times = await tableTimes(
      readerOf(Buffer.concat([video.bytes, sound.bytes])),
      [video.track, { ...sound.track, table: moved }],
      1000,
    );
    expect(times).toMatchObject({
      startTimeSeconds: 0,
      video: { startTimeSeconds: 0, endTimeSeconds: 6 },
    });
  });

  it.each<[string, Tables]>([
    ['an edit skips frames', { edits: [{ duration: 6000, mediaTime: 5 * FRAME }] }],
    ['an edit leaves frames out at the end', { edits: [{ duration: 5000, mediaTime: 0 }] }],
    [
      'an edit leaves out as many frames as the first one is late',
      { offsets: [[FRAMES, 2 * FRAME]], edits: [{ duration: 5866, mediaTime: 2 * FRAME }] },
    ],
    [
      'an edit leaves out the last frame but for a tick',
      { edits: [{ duration: 5934, mediaTime: 0 }] },
    ],
    ['the tables count different frames', { samples: FRAMES + 1 }],
    ['there are no frames', { samples: 0, durations: [] }],
    ['frames have no time', { durations: [[FRAMES, 0]] }],
    ['they would last more than a week', { durations: [[FRAMES, 2 ** 31]] }],
    ['offsets are fewer than frames', { offsets: [[3, FRAME]] }],
  ])('are unusual where %s', async (_, tables) => {
    await expect(timesOf(tables)).rejects.toThrow();
  });
});
