import { describe, expect, it } from '@jest/globals';
import type { VideoFacts } from '../formats/media-facts.js';
import { evenlyTimed } from './even-times.js';

const video: VideoFacts = {
  ...{ index: 0, codec: 'h264', pixelFormat: 'yuv420p', width: 640, height: 360, rotation: 0 },
  ...{ fieldOrder: null, frameRate: 15, timeBase: '1/1200000', startTimeSeconds: 7 },
  endTimeSeconds: null,
};

describe('evenlyTimed', () => {
  it('counts the time in frames', () => {
    expect(evenlyTimed(video, 30)).toEqual({
      ...video,
      ...{ timeBase: '1/15', startTimeSeconds: 0, endTimeSeconds: 2 },
    });
  });

  it('counts frames at a rate that is no whole number', () => {
    const { timeBase, endTimeSeconds } = evenlyTimed({ ...video, frameRate: 12.5 }, 50);
    expect({ timeBase, endTimeSeconds }).toEqual({ timeBase: '1/12.5', endTimeSeconds: 4 });
  });

  it('takes 25 frames a second where the rate is not known', () => {
    const { frameRate, timeBase, endTimeSeconds } = evenlyTimed({ ...video, frameRate: null }, 50);
    expect({ frameRate, timeBase, endTimeSeconds }).toEqual({
      ...{ frameRate: 25, timeBase: '1/25', endTimeSeconds: 2 },
    });
  });

  it.each([0, NaN])('knows no end of %d frames', (frames) => {
    expect(evenlyTimed(video, frames).endTimeSeconds).toBeNull();
  });
});
