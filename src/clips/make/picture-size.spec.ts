import { describe, expect, it } from '@jest/globals';
import { pictureSizeOf } from './picture-size.js';

describe('pictureSizeOf', () => {
  it.each([
    [0, 1920, 1080, [1920, 1080]],
    [90, 1920, 1080, [1080, 1920]],
    [-90, 1920, 1080, [1080, 1920]],
    [180, 1920, 1080, [1920, 1080]],
    [270, 1920, 1080, [1080, 1920]],
    [0, 321, 181, [320, 180]],
    [90, 321, 182, [182, 320]],
  ])('turns by %d degrees and makes even %d x %d', (rotation, width, height, expected) => {
    const size = pictureSizeOf({ width, height, rotation });
    expect([size.width, size.height]).toEqual(expected);
  });
});
