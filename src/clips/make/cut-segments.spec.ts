import { describe, expect, it } from '@jest/globals';
import { JITTER_MS } from '../../events/footage/jitter.js';
import { cutSegments, type SegmentPart } from './cut-segments.js';

/** A part of a file that starts at `fileStartsAtMs`, for a segment; all of it in milliseconds. */
function part(fileStartsAtMs: number, startsAtMs: number, endsAtMs: number): SegmentPart {
  const [fromSeconds, toSeconds] = [startsAtMs, endsAtMs].map((ms) => (ms - fileStartsAtMs) / 1000);
  return {
    ...{
      path: '/a.mp4',
      facts: null,
      method: 'smart',
      fileStartsAtMs,
      segment: { startsAtMs, endsAtMs },
    },
    ...{ fromSeconds: fromSeconds!, toSeconds: toSeconds! },
  };
}

describe('The segments of a cut', () => {
  it('are the parts of their files', () => {
    expect(cutSegments([part(1_000, 3_000, 4_500)])).toEqual([
      {
        path: '/a.mp4',
        facts: null,
        fromSeconds: 2,
        toSeconds: 3.5,
        afterSeconds: null,
        method: 'smart',
      },
    ]);
  });

  it.each([
    ['by the clock where it follows', 4_000, 2],
    ['by the clock where the recordings overlap by jitter', 3_900, 1.9],
    ['by the clock where they are apart by jitter', 4_000 + JITTER_MS, 2 + JITTER_MS / 1000],
    ['right after the one before where there is a gap', 4_001 + JITTER_MS, null],
  ])('put the second one %s', (_, startsAtMs, expected) => {
    const parts = [part(0, 2_000, 4_000), part(startsAtMs, startsAtMs, 8_000)];
    const [first, second] = cutSegments(parts);
    expect([first!.afterSeconds, second!.afterSeconds]).toEqual([null, expected]);
  });

  it('put a part by what its file shows, which a transcode may have started late', () => {
    const late = { ...part(4_100, 4_100, 8_000), segment: { startsAtMs: 4_000, endsAtMs: 8_000 } };
    expect(cutSegments([part(0, 2_000, 4_000), late])[1]).toMatchObject({ afterSeconds: 2.1 });
  });
});
