import { describe, expect, it, jest } from '@jest/globals';
import { ClipDiffers } from '../../cut/cut-errors.js';
import { FakeFfmpegRunner } from '../../ffmpeg/testing/fake-ffmpeg-runner.js';
import type { VideoFootage } from '../footage/clip-sources.js';
import type { ClipCut } from '../model/clip-options.js';
import type { VideoJob } from './produce-video.js';
import { type VerifiedClip, withTranscodeFallback } from './verified-clip.js';

const DIFFERS = new ClipDiffers('Frame 3, which a.mp4 has at 2 s, has other bytes.');
const cut = jest.fn(() => Promise.reject(DIFFERS));
jest.unstable_mockModule('../../cut/smart-cut.js', () => ({ cut }));
const { produceVideo } = await import('./produce-video.js');

const video = { codec: 'h264', pixelFormat: 'yuv420p', width: 320, height: 180, rotation: 0 };
const source = { path: '/rec/a.mp4', startsAtMs: 0, facts: { demuxer: 'mov', video } };
const footage = {
  segments: [{ source, startsAtMs: 1000, endsAtMs: 3000 }],
} as unknown as VideoFootage;

describe('A clip of which a copied packet is not as in its recording', () => {
  it('is made again by transcode, and the log says what differs', async () => {
    const tried: ClipCut[] = [];
    const said: string[] = [];
    const encoded = { output: 'encoded' } as VerifiedClip;
    const made = await withTranscodeFallback(
      async (attempt) => {
        tried.push(attempt);
        if (attempt === 'transcode') return encoded;
        const signal = AbortSignal.timeout(60_000);
        const job = { cut: attempt, output: '/clips/1.mp4', signal } as VideoJob;
        await produceVideo(new FakeFfmpegRunner(), footage, job);
        throw new Error('the clip was accepted');
      },
      'smart',
      ({ message }) => said.push(message),
    );
    expect(made).toBe(encoded);
    expect(tried).toEqual(['smart', 'transcode']);
    expect(said).toEqual([DIFFERS.message]);
    expect(cut).toHaveBeenCalledTimes(1);
  });
});
