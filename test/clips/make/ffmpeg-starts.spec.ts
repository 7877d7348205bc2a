import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { FfmpegRunner } from '../../../src/ffmpeg/ffmpeg-runner.js';
import { footage, type FootageOptions } from '../../support/footage.js';
import { Workshop } from '../../support/processes.js';
import { madeClip } from './made-clip.js';

/** Notes what it starts. */
class CountingRunner extends FfmpegRunner {
  readonly programs: string[] = [];

  override ffmpeg(...args: Parameters<FfmpegRunner['ffmpeg']>) {
    this.programs.push('ffmpeg');
    return super.ffmpeg(...args);
  }

  override ffprobe(...args: Parameters<FfmpegRunner['ffprobe']>) {
    this.programs.push('ffprobe');
    return super.ffprobe(...args);
  }
}

const GOP_SECONDS = 2;
const HEVC = { codec: 'libx265' } as const;

describe('Making a clip', () => {
  const runner = new CountingRunner();
  let workshop: Workshop;
  beforeAll(async () => void (workshop = await Workshop.open()));
  beforeEach(() => void (runner.programs.length = 0));
  afterAll(async () => {
    await runner.close();
    await workshop.close();
  });

  const startsFor = async (options: FootageOptions, from: number): Promise<string[]> => {
    const path = await footage({ ...options, gopSeconds: GOP_SECONDS });
    const folder = workshop.path('');
    const how = { cut: 'smart', videoCodec: 'original', runner, folder } as const;
    const clip = await madeClip([path], [from, from + 3], how);
    expect(clip.method).toBe(from % GOP_SECONDS === 0 ? 'copy' : 'smart');
    return runner.programs;
  };

  describe.each<[string, FootageOptions]>([
    ['H.264 in MP4', {}],
    ['H.264 in Matroska', { container: 'mkv' }],
    ['H.264 in MPEG-TS', { container: 'ts' }],
    ['H.264 with sound', { audio: 'aac-48k' }],
    ['HEVC in MP4', HEVC],
    ['HEVC in Matroska', { ...HEVC, container: 'mkv' }],
    ['HEVC in MPEG-TS', { ...HEVC, container: 'ts' }],
  ])('of %s', (_, options) => {
    it('starts no FFmpeg from a keyframe on', async () => {
      expect(await startsFor(options, 2)).toEqual([]);
    });

    it('starts two from before one on: to encode its head, and to decode it again', async () => {
      expect(await startsFor(options, 3.4)).toEqual(['ffmpeg', 'ffmpeg']);
    });
  });
});
