import { describe, expect, it } from '@jest/globals';
import type { MediaFacts, VideoFacts } from '../../formats/media-facts.js';
import type { ClipCut } from '../model/clip-options.js';
import { planOf, type SegmentFacts } from './plan.js';

function segment(
  video: Partial<VideoFacts> = {},
  demuxer: MediaFacts['demuxer'] = 'mov',
  obstacle: string | null = null,
): SegmentFacts {
  const facts = { codec: 'h264', pixelFormat: 'yuv420p', ...video } as VideoFacts;
  return { facts: { demuxer, video: facts }, obstacle };
}

const methods = (segments: SegmentFacts[], cut: ClipCut) =>
  planOf(segments, cut).map(({ method }) => method);

describe('planOf', () => {
  it.each<[string, SegmentFacts, string]>([
    ['H.264 in MP4', segment(), 'smart'],
    ['H.264 in Matroska', segment({}, 'matroska'), 'smart'],
    ['H.264 in MPEG-TS', segment({}, 'mpegts'), 'smart'],
    ['full-range H.264', segment({ pixelFormat: 'yuvj420p' }), 'smart'],
    ['H.264 in AVI', segment({}, 'avi'), 'smart'],
    ['H.264 in FLV', segment({}, 'flv'), 'smart'],
    ['H.264 in Windows Media', segment({}, 'asf'), 'transcode'],
    ['HEVC', segment({ codec: 'hevc' }), 'transcode'],
    ['MPEG-4 part 2', segment({ codec: 'mpeg4' }), 'transcode'],
    ['Motion JPEG', segment({ codec: 'mjpeg' }), 'transcode'],
    ['4:2:2', segment({ pixelFormat: 'yuv422p' }), 'transcode'],
    ['10 bits', segment({ pixelFormat: 'yuv420p10le' }), 'transcode'],
    ['an unknown pixel format', segment({ pixelFormat: null }), 'transcode'],
    ['footage with an obstacle', segment({}, 'mov', 'open GOP'), 'transcode'],
  ])('makes %s by %s', (_, facts, method) => {
    expect(methods([facts], 'smart')).toEqual([method]);
  });

  it('copies the first segment from a keyframe if requested, and cuts the others exactly', () => {
    expect(methods([segment(), segment(), segment()], 'keyframe')).toEqual([
      'copy',
      'smart',
      'smart',
    ]);
  });

  it('encodes what cannot be copied from a keyframe', () => {
    expect(methods([segment({ codec: 'hevc' }), segment()], 'keyframe')).toEqual([
      'transcode',
      'smart',
    ]);
  });

  it('encodes everything if requested', () => {
    expect(methods([segment(), segment()], 'transcode')).toEqual(['transcode', 'transcode']);
  });

  it.each<[string, SegmentFacts[], 'smart' | 'transcode']>([
    ['HEVC', [segment({ codec: 'hevc' })], 'smart'],
    ['HEVC of 10 bits', [segment({ codec: 'hevc', pixelFormat: 'yuv420p10le' })], 'smart'],
    ['HEVC of 12 bits', [segment({ codec: 'hevc', pixelFormat: 'yuv420p12le' })], 'transcode'],
    ['H.264', [segment()], 'smart'],
    ['MPEG-4 part 2', [segment({ codec: 'mpeg4' })], 'transcode'],
  ])('keeps the original codec if requested: makes %s by %s', (_, segments, method) => {
    expect(planOf(segments, 'smart', 'original').map((plan) => plan.method)).toEqual([method]);
  });

  it('keeps HEVC only where all segments have it', () => {
    const plans = planOf([segment(), segment({ codec: 'hevc' })], 'smart', 'original');
    expect(plans.map(({ method }) => method)).toEqual(['smart', 'transcode']);
  });

  it('gives the reason', () => {
    const [plan] = planOf([segment({ codec: 'hevc' })], 'smart');
    expect(plan?.why).toBe('the video is hevc, not H.264');
  });
});
