import { describe, expect, it } from '@jest/globals';
import { readerOf } from '../../byte-reader.js';
import { boxesIn } from '../boxes.js';
import { fullBox, u32 } from '../write-box.js';
import { tableTimes } from './sample-times.js';
import type { Track } from './track.js';

const TIMESCALE = 15_360;
const FRAME = 1024;
const FRAMES = 90;

/** The times of a file with one track of six seconds, whose first frame is shown `offset` after its decoding. */
async function timesWith(version: 0 | 1, offset: number | null, edits: Track['edits'] = []) {
  const bytes = Buffer.concat([
    fullBox('stsz', 0, 0, u32(0, FRAMES)),
    ...(offset === null ? [] : [fullBox('ctts', version, 0, u32(1, FRAMES, offset))]),
  ]);
  const reader = readerOf(bytes);
  const track: Track = {
    ...{ kind: 'vide', id: 1, index: 0, rotation: 0, timescale: TIMESCALE },
    ...{ duration: FRAMES * FRAME, edits, table: await boxesIn(reader, 0, bytes.length) },
    entry: { type: 'avc1', start: 0, content: 0, end: 0 },
  };
  return tableTimes(reader, [track], { timescale: 1000, duration: 6000 });
}

describe('tableTimes', () => {
  it.each<[string, 0 | 1, number | null, number]>([
    ['no offsets', 0, null, 0],
    ['an offset', 0, 2 * FRAME, 2 / 15],
    ['a negative offset', 1, -FRAME, -1 / 15],
    // Version 0 has no sign by the standard; writers store negative ones all the same.
    ['a negative offset in version 0', 0, -FRAME, -1 / 15],
  ])('start where the first frame is shown, with %s', async (_, version, offset, expected) => {
    const times = await timesWith(version, offset);
    expect(times.startTimeSeconds).toBeCloseTo(expected, 6);
    expect(times.video.startTimeSeconds).toBeCloseTo(expected, 6);
    expect(times).toMatchObject({ durationSeconds: 6, video: { frameRate: 15 } });
  });

  it('start at 0 where an edit takes the offset away, and late after a pause', async () => {
    const shown = { duration: 6000, mediaTime: 2 * FRAME };
    expect((await timesWith(0, 2 * FRAME, [shown])).startTimeSeconds).toBe(0);
    const pause = { duration: 500, mediaTime: -1 };
    expect((await timesWith(0, 2 * FRAME, [pause, shown])).startTimeSeconds).toBeCloseTo(0.5, 6);
  });

  it.each([
    ['skips frames', { duration: 6000, mediaTime: 5 * FRAME }],
    ['leaves frames out at the end', { duration: 5000, mediaTime: 2 * FRAME }],
  ])('are unusual where an edit %s', async (_, edit) => {
    await expect(timesWith(0, 2 * FRAME, [edit])).rejects.toThrow();
  });
});
