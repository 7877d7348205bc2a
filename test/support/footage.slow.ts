import { describe, expect, it } from '@jest/globals';
import { footage, readFrameNumbers, soundErrors, type FootageOptions } from './footage.js';

/** Other tests depend on this. */
describe('Generated footage', () => {
  it.each<[string, FootageOptions]>([
    ['plain', {}],
    ['B-frames in Matroska', { bFrames: 2, container: 'mkv' }],
    ['open GOP in MPEG-TS', { bFrames: 2, openGop: true, container: 'ts' }],
    ['intra refresh', { intraRefresh: true }],
    ['HEVC', { codec: 'libx265' }],
    ['MPEG-4 part 2 in AVI', { codec: 'mpeg4', container: 'avi' }],
    ['MJPEG', { codec: 'mjpeg', container: 'mov' }],
    ['FLV', { container: 'flv' }],
  ])('has a number in every picture: %s', async (_, options) => {
    const file = await footage({ ...options, seconds: 3, startNumber: 1000 });
    const frames = await readFrameNumbers(file);
    expect(frames.map((frame) => frame.number)).toEqual(
      Array.from({ length: 45 }, (_, i) => 1000 + i),
    );
  });

  it('has a variable frame rate if requested', async () => {
    const frames = await readFrameNumbers(await footage({ seconds: 3, vfr: true }));
    const steps = frames.slice(1).map(({ pts }, i) => pts - frames[i]!.pts);
    expect(Math.max(...steps) - Math.min(...steps)).toBeGreaterThan(0.03);
    expect(frames).toHaveLength(45);
  });

  it.each(['aac-48k', 'aac-16k', 'pcm_mulaw', 'mp3', 'ac3', 'opus'] as const)(
    'has sound that encodes its time: %s',
    async (audio) => {
      const container = audio === 'pcm_mulaw' ? 'mov' : 'mp4';
      const file = await footage({ seconds: 4, audio, container, startNumber: 30 });
      const errors = await soundErrors(file, (t) => 2 + t);
      expect(errors.length).toBeGreaterThanOrEqual(6);
      for (const error of errors) {
        expect(error.likeness).toBeGreaterThan(0.8);
        expect(Math.abs(error.late)).toBeLessThan(0.003);
      }
    },
  );
});
