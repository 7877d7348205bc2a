import { describe, expect, it } from '@jest/globals';
import type { MediaFacts, VideoFacts } from '../../formats/media-facts.js';
import type { ClipCut } from '../model/clip-options.js';
import { planOf, type StretchFacts } from './plan.js';

function stretch(
  video: Partial<VideoFacts> = {},
  demuxer: MediaFacts['demuxer'] = 'mov',
  obstacle: string | null = null,
): StretchFacts {
  const facts = { codec: 'h264', pixelFormat: 'yuv420p', ...video } as VideoFacts;
  return { facts: { demuxer, video: facts }, obstacle };
}

const methods = (stretches: StretchFacts[], cut: ClipCut) =>
  planOf(stretches, cut).map(({ method }) => method);

describe('planOf', () => {
  it.each<[string, StretchFacts, string]>([
    ['H.264 in MP4', stretch(), 'smart'],
    ['H.264 in Matroska', stretch({}, 'matroska'), 'smart'],
    ['H.264 in MPEG-TS', stretch({}, 'mpegts'), 'smart'],
    ['full-range H.264', stretch({ pixelFormat: 'yuvj420p' }), 'smart'],
    ['H.264 in AVI', stretch({}, 'avi'), 'transcode'],
    ['H.264 in FLV', stretch({}, 'flv'), 'transcode'],
    ['HEVC', stretch({ codec: 'hevc' }), 'transcode'],
    ['MPEG-4 part 2', stretch({ codec: 'mpeg4' }), 'transcode'],
    ['Motion JPEG', stretch({ codec: 'mjpeg' }), 'transcode'],
    ['4:2:2', stretch({ pixelFormat: 'yuv422p' }), 'transcode'],
    ['10 bits', stretch({ pixelFormat: 'yuv420p10le' }), 'transcode'],
    ['an unknown pixel format', stretch({ pixelFormat: null }), 'transcode'],
    ['an obstacle that opening told', stretch({}, 'mov', 'open GOP'), 'transcode'],
  ])('makes %s by %s', (_, facts, method) => {
    expect(methods([facts], 'smart')).toEqual([method]);
  });

  it('copies from the keyframe where that was asked for, and joins exactly after it', () => {
    expect(methods([stretch(), stretch(), stretch()], 'keyframe')).toEqual([
      'copy',
      'smart',
      'smart',
    ]);
  });

  it('still encodes what cannot be copied from a keyframe', () => {
    expect(methods([stretch({ codec: 'hevc' }), stretch()], 'keyframe')).toEqual([
      'transcode',
      'smart',
    ]);
  });

  it('encodes everything where that was asked for', () => {
    expect(methods([stretch(), stretch()], 'transcode')).toEqual(['transcode', 'transcode']);
  });

  it('says why', () => {
    const [plan] = planOf([stretch({ codec: 'hevc' })], 'smart');
    expect(plan?.why).toBe('the video is hevc, not H.264');
  });
});
