import { describe, expect, it, jest } from '@jest/globals';
import { h264 } from '../../cut/codec/h264.js';
import type { VideoFacts } from '../../formats/media-facts.js';
import type { SegmentFacts } from './plan.js';
import type { VideoChoice } from './video-plan.js';

const hevcCodec = {
  name: 'hevc',
  title: 'HEVC',
  pixelFormats: new Set(['yuv420p', 'yuv420p10le']),
};
const cuttable = [h264, hevcCodec];
jest.unstable_mockModule('../../cut/codec/codecs.js', () => ({
  codecNamed: (name: string) => cuttable.find((codec) => codec.name === name) ?? null,
}));
const { videoPlanOf } = await import('./video-plan.js');

const segment = (
  codec: string,
  video: Partial<VideoFacts> = {},
  obstacle: string | null = null,
) => ({
  facts: { demuxer: 'mov', video: { codec, pixelFormat: 'yuv420p', ...video } as VideoFacts },
  obstacle,
});
const hevc = segment('hevc');
const torn = segment('hevc', {}, 'open GOP');
const avc = segment('h264');

function planned(segments: SegmentFacts[], choice: Partial<VideoChoice> = {}) {
  const plan = videoPlanOf(segments, {
    ...{ cut: 'smart', videoCodec: 'original', hasHevcEncoder: true, ...choice },
  });
  const methods = plan.segments.map(({ method }) => method).join();
  return [methods, plan.encoding.codec, plan.note];
}

describe('A clip in its original codec', () => {
  it.each<[string, SegmentFacts[], Partial<VideoChoice>, string, string | null]>([
    ['HEVC is copied', [hevc, hevc], {}, 'smart,smart hevc', null],
    ['HEVC is copied from a keyframe', [hevc], { cut: 'keyframe' }, 'copy hevc', null],
    ['HEVC is encoded as HEVC on request', [hevc], { cut: 'transcode' }, 'transcode hevc', null],
    ['HEVC that cannot be cut is encoded as HEVC', [torn], {}, 'transcode hevc', 'HEVC: open GOP'],
    ['H.264 is copied', [avc], {}, 'smart h264', null],
    [
      'H.264 that cannot be cut stays H.264',
      [segment('h264', {}, 'open GOP')],
      {},
      'transcode h264',
      'H.264: open GOP',
    ],
    [
      'MPEG-4 is encoded',
      [segment('mpeg4')],
      {},
      'transcode h264',
      'H.264: the video is mpeg4, not H.264',
    ],
    [
      'HEVC beside H.264 is encoded',
      [avc, hevc],
      {},
      'smart,transcode h264',
      'H.264: not all of its recordings are HEVC',
    ],
    [
      'HEVC that could not be encoded as such is H.264',
      [torn],
      { hevcFailed: true },
      'transcode h264',
      'H.264: open GOP',
    ],
  ])('%s', (_, segments, choice, made, because) => {
    const note = because && `The video was encoded as ${because}.`;
    expect(planned(segments, choice)).toEqual([...made.split(' '), note]);
  });

  it('is H.264 without an encoder for HEVC, unless nothing has to be encoded', () => {
    const without = { hasHevcEncoder: false } as const;
    const note = 'The video was encoded as H.264: FFmpeg has no encoder for HEVC on this server.';
    expect(planned([hevc], without)).toEqual(['transcode', 'h264', note]);
    expect(planned([hevc, hevc], { ...without, cut: 'keyframe' })[1]).toBe('h264');
    expect(planned([hevc], { ...without, cut: 'keyframe' })).toEqual(['copy', 'hevc', null]);
  });
});

describe('A clip in H.264', () => {
  it('encodes HEVC, and need not say so', () => {
    const choice = { videoCodec: 'h264' } as const;
    expect(planned([hevc, avc], choice)).toEqual(['transcode,smart', 'h264', null]);
    expect(planned([torn], choice)).toEqual(['transcode', 'h264', null]);
  });
});

describe('The bits of what is encoded', () => {
  const ten = segment('hevc', { pixelFormat: 'yuv420p10le' });
  it.each<[string, SegmentFacts[], Partial<VideoChoice>, string]>([
    ['ten for HEVC with ten', [ten], {}, 'yuv420p10le'],
    ['ten for all parts where one has ten', [hevc, ten], {}, 'yuv420p10le'],
    ['eight for HEVC with eight', [hevc], {}, 'yuv420p'],
    ['eight for H.264', [ten], { videoCodec: 'h264' }, 'yuv420p'],
    [
      'ten for 4:2:2 with ten',
      [segment('hevc', { pixelFormat: 'yuv422p10le' })],
      {},
      'yuv420p10le',
    ],
    ['eight for full range', [segment('hevc', { pixelFormat: 'yuvj420p' })], {}, 'yuv420p'],
  ])('are %s', (_, segments, choice, pixelFormat) => {
    const all = {
      cut: 'transcode',
      videoCodec: 'original',
      hasHevcEncoder: true,
      ...choice,
    } as const;
    expect(videoPlanOf(segments, all).encoding.pixelFormat).toBe(pixelFormat);
  });
});
