import { describe, expect, it } from '@jest/globals';
import { FfmpegError } from '../../ffmpeg/ffmpeg-error.js';
import { FakeFfmpegRunner } from '../../ffmpeg/testing/fake-ffmpeg-runner.js';
import type { Produced } from './produced.js';
import { verify, verifyArguments } from './verify.js';

const SEAM = { fromSeconds: 1, toSeconds: 1.5 };
const produced: Produced = {
  ...{ method: 'smart', frames: 30, durationSeconds: 2, seams: [SEAM] },
  ...{ shown: [], covered: [] },
  ...{ rotation: 0, why: '', note: null },
};

describe('A clip that is verified', () => {
  it.each([
    ['failed', 'VerificationError'],
    ['timeout', 'FfmpegError'],
    ['aborted', 'FfmpegError'],
    ['no_space', 'FfmpegError'],
  ] as const)('is at fault where FFmpeg ends with %s: %s', async (reason, name) => {
    const runner = new FakeFfmpegRunner().answer({ error: new FfmpegError(reason, { args: [] }) });
    const verified = verify(runner, import.meta.filename, 'mp4', produced);
    await expect(verified).rejects.toMatchObject({ name });
  });

  it('is read without analysis if it is an MP4, and as a whole once', () => {
    const count = (args: string[], word: string) => args.filter((each) => each === word).length;
    const mp4 = verifyArguments('/a.mp4', 'mp4', [SEAM], true);
    expect([count(mp4, '-i'), count(mp4, '-analyzeduration')]).toEqual([2, 2]);
    expect(mp4.join(' ')).toContain('-ss 1.000 -t 0.500');
    expect(mp4.join(' ')).toContain('-map 0:v:0 -f null - -map 1:v -c copy -f framecrc pipe:1');
    expect(count(verifyArguments('/a.gif', 'gif', [], true), '-analyzeduration')).toBe(0);
    expect(verifyArguments('/a.mp4', 'mp4', [SEAM], false)).not.toContain('framecrc');
  });
});
