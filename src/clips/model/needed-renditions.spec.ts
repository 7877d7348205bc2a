import { describe, expect, it } from '@jest/globals';
import {
  neededToPlay,
  needsRendition,
  offeredRenditions,
  type RenditionSource,
} from './needed-renditions.js';

const CLIP: RenditionSource = {
  ...{ format: 'mp4', codecs: 'avc1.640028', height: 480, durationSeconds: 10, bytes: 1_000_000 },
};
const HEVC = { codecs: 'hvc1.1.6.L120.B0' };

const needed = (clip: Partial<RenditionSource>) =>
  (['h264', 'small', 'notify', 'chat', 'timelapse', 'gif'] as const).filter((name) =>
    needsRendition({ ...CLIP, ...clip }, name, 5_000_000),
  );

describe('needsRendition', () => {
  it.each<[string, Partial<RenditionSource>, string[]]>([
    ['a small clip', {}, ['timelapse', 'gif']],
    ['a high clip', { height: 722 }, ['small', 'notify', 'chat', 'timelapse', 'gif']],
    ['a clip of 720 rows', { height: 720 }, ['notify', 'timelapse', 'gif']],
    ['a long clip', { durationSeconds: 31 }, ['notify', 'timelapse', 'gif']],
    ['a clip of 6 MB', { bytes: 6_000_000 }, ['notify', 'timelapse', 'gif']],
    ['a clip of 11 MB', { bytes: 11_000_000 }, ['notify', 'chat', 'timelapse', 'gif']],
    ['HEVC', HEVC, ['h264', 'small', 'notify', 'chat', 'timelapse', 'gif']],
  ])('of %s', (_, clip, expected) => {
    expect(needed(clip)).toEqual(expected);
  });
});

describe('offeredRenditions', () => {
  it('has none for a GIF', () => {
    expect(offeredRenditions({ ...CLIP, format: 'gif', codecs: null })).toEqual([]);
  });

  it('does not depend on how large a notification may be', () => {
    expect(offeredRenditions(CLIP)).toEqual(['notify', 'timelapse', 'gif']);
  });
});

describe('neededToPlay', () => {
  it('has the one that plays everywhere for HEVC only', () => {
    expect(neededToPlay({ ...CLIP, ...HEVC })).toEqual(['h264']);
    expect(neededToPlay(CLIP)).toEqual([]);
  });
});
