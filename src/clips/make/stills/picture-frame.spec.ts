import { describe, expect, it } from '@jest/globals';
import type { ClipFormat } from '../../../media/storage/clip-file.js';
import { mostCommonSize, pictureFrame } from './picture-frame.js';
import type { Size } from './still-size.js';

function size(text: string): Size {
  const [width = 0, height = 0] = text.split('x').map(Number);
  return { width, height };
}

describe('pictureFrame', () => {
  it.each<[ClipFormat, string, string, string]>([
    ['mp4', '1920x1080', '1920x1080', '1920x1080'],
    ['mp4', '321x181', '321x181', '320x180'],
    ['mp4', '320x181', '320x181', '320x180'],
    ['mp4', '1x1', '2x2', '2x2'],
    ['mp4', '3840x2160', '3840x2160', '3840x2160'],
    ['mp4', '4000x3000', '3435x2576', '3434x2576'],
    ['mp4', '8192x1000', '4096x500', '4096x500'],
    ['mp4', '65535x1', '4096x2', '4096x2'],
    ['gif', '1920x1080', '320x180', '320x180'],
    ['gif', '160x90', '320x180', '320x180'],
    ['gif', '1000x333', '320x107', '320x107'],
    ['gif', '10x65535', '1x1280', '1x1280'],
    ['gif', '65535x1', '320x1', '320x1'],
  ])('%s of %s: box %s, size %s', (format, still, box, clip) => {
    expect(pictureFrame(size(still), format)).toEqual({ box: size(box), size: size(clip) });
  });
});

describe('mostCommonSize', () => {
  it.each([
    ['is the only one', ['2x1'], '2x1'],
    ['is the most frequent', ['1x1', '2x1', '3x1', '2x1'], '2x1'],
    ['is the earliest of equals', ['3x1', '2x1', '2x1', '3x1'], '3x1'],
    ['does not swap sides', ['1x2', '2x1', '2x1'], '2x1'],
  ])('%s', (_, sizes, expected) => {
    expect(mostCommonSize(sizes.map(size))).toEqual(size(expected));
  });
});
