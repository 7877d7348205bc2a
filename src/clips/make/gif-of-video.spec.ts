import { describe, expect, it } from '@jest/globals';
import { FakeFfmpegRunner } from '../../ffmpeg/testing/fake-ffmpeg-runner.js';
import { gifOfVideo, videoGifArguments } from './gif-of-video.js';
import type { Produced } from './produced.js';

const clip: Produced = {
  ...{ method: 'smart', frames: 90, durationSeconds: 6, rotation: 90, why: 'H.264', note: null },
  signed: { startsAtMs: 0, endsAtMs: 1 },
  ...{ shown: [], covered: [], seams: [{ fromSeconds: 1, toSeconds: 2, head: null }] },
  comparedSize: { width: 320, height: 180 },
  encoded: { encoded_frames: [{ first_frame: 0, frames: 7 }], audio: 'copied' },
};
const job = (maxSeconds: number) => ({
  ...{ input: '/t/a.mp4', output: '/t/a.gif', maxSeconds },
  signal: new AbortController().signal,
});

describe('The GIF of a video clip', () => {
  it.each([
    ['longer than allowed', 5, 'The GIF ends after 5 s, its longest.'],
    ['as long as allowed', 6, null],
    ['shorter', 7, null],
  ])('of a clip that is %s has ten pictures a second', async (_, maxSeconds, note) => {
    const progress = [10, 50].map((frames) => ({ frames, seconds: 0 })) as never;
    const runner = new FakeFfmpegRunner().answer({ progress });
    expect(await gifOfVideo(runner, clip, job(maxSeconds))).toEqual({
      ...{ ...clip, method: 'transcode', frames: 50, durationSeconds: 5, note },
      // It is encoded as a whole, and turned already.
      ...{ seams: [], comparedSize: null, rotation: 0, signed: null },
      encoded: { encoded_frames: [{ first_frame: 0, frames: 50 }], audio: 'none' },
    });
  });

  it('reads both inputs no further than allowed, and shows each picture for 10/100 s', () => {
    const args = videoGifArguments(job(5)).join(' ');
    expect(args.match(/-t 5 -i file:\/t\/a\.mp4/g)).toHaveLength(2);
    expect(args).toContain('[1:v]fps=10,');
    expect(args).toContain('-loop 0 -final_delay 10 -f gif');
  });
});
