import { describe, expect, it } from '@jest/globals';
import { claimedRuns, clipSecondsOf, sourceSecondsOf } from './claimed-line.js';

/** Frames from 2 to 4 and, after a hole, from 10 to 13 are shown from 5 on. */
const runs = claimedRuns({
  runs: [
    { fromSeconds: 2, toSeconds: 4 },
    { fromSeconds: 10, toSeconds: 13 },
  ],
  atSeconds: 5,
});

describe('A part of a clip', () => {
  it.each([
    [2, 5],
    [3.5, 6.5],
    [10, 7],
    [12, 9],
    // The end of a copied part may depend on a later frame.
    [13.5, 10.5],
  ])('shows the frame at %d s of the recording at %d s', (source, clip) => {
    expect(clipSecondsOf(runs, source)).toBe(clip);
    expect(sourceSecondsOf(runs, clip)).toBe(source);
  });

  it('shows a frame that is displayed already from its beginning on', () => {
    expect(clipSecondsOf(runs, 1.9)).toBe(5);
  });

  it('shows what follows a hole where the run before ends, though computed less exactly', () => {
    expect(sourceSecondsOf(runs, 7 - 1e-9)).toBeCloseTo(10, 6);
  });
});
