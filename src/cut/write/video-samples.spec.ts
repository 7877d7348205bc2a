import { describe, expect, it } from '@jest/globals';
import type { PlannedSegment } from '../plan/cut-planner.js';
import { withoutHoles } from '../plan/clip-line.js';
import { findFrames } from '../plan/find-frames.js';
import type { VideoStream } from '../source/video-stream.js';
import { lettersStream } from '../testing/letters-codec.js';
import { videoSamples } from './video-samples.js';

/** The samples of a window: whether players may seek to them, their pictures, and when they are shown. */
async function samplesOf(pictures: string, from: number, to: number): Promise<string[]> {
  const stream = lettersStream(pictures) as VideoStream;
  const { runs, ...found } = await findFrames(stream, { from, to, until: to });
  const planned: PlannedSegment = { stream, ...found, runs: withoutHoles(runs, -from) };
  const { head } = found;
  const frames = (head?.times ?? []).map((time) => [Buffer.from(`P${time}`)]);
  const samples: string[] = [];
  for await (const sample of videoSamples(
    { ...planned, encoded: head && { sets: [], frames } },
    false,
  )) {
    const picture = Buffer.from(sample.data).toString('latin1', 4);
    samples.push(`${sample.isKey ? 'sync ' : ''}${picture} at ${sample.time}`);
  }
  return samples;
}

describe('The samples of a segment', () => {
  it('are the encoded frames, then the copied packets', async () => {
    expect(await samplesOf('I0 P1 P2 I3 P4', 1, 5)).toEqual([
      ...['P1 at 0', 'P2 at 1', 'sync I3 at 2', 'P4 at 3'],
    ]);
  });

  it('begin their copied part at an entry point that was changed for it, without its leading pictures', async () => {
    expect(await samplesOf('I0 P1 C4 L2 L3 P5 C8 L6 L7', 1, 9)).toEqual([
      ...['P1 at 0', 'P2 at 1', 'P3 at 2', 'sync B4 at 3', 'P5 at 4'],
      ...['C8 at 7', 'L6 at 5', 'L7 at 6'],
    ]);
  });
});
