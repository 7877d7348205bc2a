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

  it.each([
    [0, 1920, 1080, [1280, 720]],
    [90, 1920, 1080, [406, 720]],
    [0, 1280, 720, [1280, 720]],
    [0, 640, 361, [640, 360]],
    [0, 1000, 721, [998, 720]],
  ])('turns by %d degrees and fits %d x %d into 720 rows', (rotation, width, height, expected) => {
    const size = pictureSizeOf({ width, height, rotation }, 720);
    expect([size.width, size.height]).toEqual(expected);
  });
});
