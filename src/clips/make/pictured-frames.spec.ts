import { describe, expect, it } from '@jest/globals';
import { picturedFrames } from './pictured-frames.js';
import type { Transcode } from './transcode-arguments.js';

/** A thousand ticks a second. */
const job = (fieldOrder = 'progressive') =>
  ({ facts: { video: { timeBase: '1/1000', fieldOrder } } }) as Transcode;

describe('The frames of which there are small pictures', () => {
  it('are those of the second before the part, and of the part', () => {
    expect(picturedFrames([0, 500, 1000, 1500, 2000, 2500, 3000], job(), { first: 1600, end: 3000 })) // prettier-ignore
      .toEqual({ ticks: [1000, 1500, 2000, 2500], skip: 2, frames: 2 });
  });

  it('are those of the part alone where it is deinterlaced', () => {
    expect(picturedFrames([0, 500, 1000, 1500], job('tt'), { first: 600, end: 3000 })).toEqual({
      ...{ ticks: [1000, 1500], skip: 0, frames: 2 },
    });
  });

  it('end with the first frame that is too late, as the filter does', () => {
    const { ticks } = picturedFrames([1200, 1000, 1100, 2000, 1900], job(), {
      ...{ first: 1000, end: 2000 },
    });
    expect(ticks).toEqual([1200, 1000, 1100]);
  });

  it('end with the one that is displayed, where no frame begins in the part', () => {
    const range = { first: 1100, end: 1200, displayed: 1000 };
    expect(picturedFrames([500, 1000, 1500], job(), range)).toEqual({
      ...{ ticks: [500, 1000], skip: 1, frames: 1 },
    });
  });
});
