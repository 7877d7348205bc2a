import { describe, expect, it } from '@jest/globals';
import { DEFAULT_OPTIONS, readStoredOptions } from './clip-options.js';

describe('The options of a stored clip', () => {
  const stored = {
    source: 'video',
    format: 'gif',
    cut: 'keyframe',
    videoCodec: 'original',
    fps: 9,
    followsEnd: false,
  };
  it.each<[string, unknown, object | undefined]>([
    ['all', stored, stored],
    [
      'none',
      {},
      { source: 'auto', format: 'mp4', cut: 'smart', videoCodec: 'h264', fps: 2, followsEnd: true },
    ],
    ['a newer one', { ...stored, codec: 'av1' }, stored],
    ['an unknown source', { source: 'cloud' }, DEFAULT_OPTIONS],
    ['no object', 'mp4', undefined],
  ])('are read: %s', (_, value, expected) => {
    expect(readStoredOptions(value)).toEqual(expected);
  });
});
