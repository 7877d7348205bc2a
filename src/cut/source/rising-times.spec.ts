import { describe, expect, it } from '@jest/globals';
import { RisingTimes } from './rising-times.js';

/** The frames at which the times jump back, each written as its time; `k` marks a keyframe. */
function jumps(frames: readonly string[]): string[] {
  const times = new RisingTimes();
  return frames.filter((frame) => {
    const type = frame.endsWith('k') ? 'key' : 'delta';
    return !times.see({ timestamp: Number.parseFloat(frame), type });
  });
}

const from = (first: number, count: number) =>
  Array.from({ length: count }, (_, i) => String(first + i));

describe('RisingTimes', () => {
  it.each<[string, string[], string[]]>([
    ['frames in order', ['0k', ...from(1, 50)], []],
    ['B-frames', ['0k', '4', '2', '1', '3', '8', '6', '5', '7', '9k', '11', '10'], []],
    ['leading pictures of an open group', ['0k', '1', '4k', '2', '3', '5'], []],
    ['a keyframe before a frame that precedes it', ['10k', '11', '12', '9.5k'], ['9.5k']],
    ['a keyframe among the frames before', ['10k', '11', '12', '11.5k', '12.5'], ['11.5k']],
    ['another frame before more than can be reordered', [...from(1, 40), '19.5'], ['19.5']],
    ['another frame before as many as can be reordered', [...from(1, 40), '20.5'], []],
  ])('sees where the times of %s jump back', (_, frames, expected) => {
    expect(jumps(frames)).toEqual(expected);
  });
});
