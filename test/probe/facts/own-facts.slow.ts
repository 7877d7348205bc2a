import { afterAll, describe, it } from '@jest/globals';
import { FfmpegRunner } from '../../../src/ffmpeg/ffmpeg-runner.js';
import { footage, type FootageOptions } from '../../support/footage.js';
import { expectSameFacts, ffprobeFactsOf, ownFactsOf } from './both-ways.js';

const FRAGMENTS = ['-movflags', 'frag_keyframe+empty_moov'];

const CONTAINERS: Record<string, FootageOptions> = {
  MP4: {},
  MOV: { container: 'mov' },
  'fragmented MP4': { extra: FRAGMENTS },
  Matroska: { container: 'mkv' },
  'MPEG-TS': { container: 'ts' },
  FLV: { container: 'flv' },
};

/** Sound that is read in process, by container. */
const SOUND: Record<string, NonNullable<FootageOptions['audio']>[]> = {
  MP4: ['aac-48k', 'aac-8k', 'mp3', 'opus'],
  MOV: ['pcm_mulaw'],
  'fragmented MP4': ['aac-48k', 'aac-16k', 'mp3', 'opus'],
  Matroska: ['aac-48k', 'aac-8k', 'mp3', 'opus', 'ac3', 'pcm_mulaw'],
  'MPEG-TS': ['aac-48k', 'aac-16k', 'aac-8k', 'mp3'],
  FLV: ['aac-48k', 'aac-8k', 'mp3', 'pcm_mulaw'],
};

const PICTURES: [string, FootageOptions][] = [
  ['plain', {}],
  ['B-frames', { bFrames: 2 }],
  ['many B-frames', { bFrames: 7, seconds: 8 }],
  ['baseline', { profile: 'baseline' }],
  ['29.97 frames a second', { fps: 30000 / 1001 }],
  ['one frame a second', { fps: 1, seconds: 8, gopSeconds: 4 }],
  ['full range', { extra: ['-pix_fmt', 'yuvj420p'] }],
  ['odd sizes', { size: '322x182' }],
  ['slices', { x264Params: 'slices=4' }],
];

const HEVC = { codec: 'libx265' } as const;
/** FFmpeg's FLV of this version has no HEVC. */
const HEVC_CONTAINERS = Object.entries(CONTAINERS).filter(([name]) => name !== 'FLV');
const HEVC_PICTURES: [string, FootageOptions][] = [
  ['plain', HEVC],
  ['B-frames', { ...HEVC, bFrames: 2 }],
  ['open groups of pictures', { ...HEVC, bFrames: 2, openGop: true }],
  ['ten bits', { ...HEVC, extra: ['-pix_fmt', 'yuv420p10le'] }],
  ['full range', { ...HEVC, extra: ['-pix_fmt', 'yuvj420p'] }],
  ['odd sizes', { ...HEVC, size: '322x182' }],
  ['slices', { ...HEVC, x265Params: 'slices=4' }],
];

/** Adds arguments to those of a container. */
function both(container: FootageOptions, options: FootageOptions): FootageOptions {
  const extra = [...(container.extra ?? []), ...(options.extra ?? [])];
  return { ...container, ...options, ...(extra.length > 0 && { extra }) };
}

describe('ownFacts', () => {
  const runner = new FfmpegRunner();
  afterAll(() => runner.close());

  describe.each(Object.entries(CONTAINERS))(
    'gives the facts of ffprobe for %s',
    (name, container) => {
      it.each(PICTURES)('with %s', async (_, options) => {
        const path = await footage(both(container, options));
        expectSameFacts(await ownFactsOf(path), await ffprobeFactsOf(runner, path));
      });

      it('that begins late', async () => {
        const path = await footage(both(container, { extra: ['-output_ts_offset', '5'] }));
        expectSameFacts(await ownFactsOf(path), await ffprobeFactsOf(runner, path));
      });

      it.each(SOUND[name]!)('with %s', async (audio) => {
        const path = await footage(both(container, { audio, bFrames: 2 }));
        expectSameFacts(await ownFactsOf(path), await ffprobeFactsOf(runner, path));
      });

      it('with sound that begins late', async () => {
        const audio = SOUND[name]![0]!;
        const path = await footage(both(container, { audio, audioDelay: 1.5 }));
        expectSameFacts(await ownFactsOf(path), await ffprobeFactsOf(runner, path));
      });
    },
  );

  describe.each(HEVC_CONTAINERS)('gives the facts of ffprobe for HEVC in %s', (_, container) => {
    it.each(HEVC_PICTURES)('with %s', async (_name, options) => {
      const path = await footage(both(container, options));
      expectSameFacts(await ownFactsOf(path), await ffprobeFactsOf(runner, path));
    });
  });
});
