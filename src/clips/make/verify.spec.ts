import { describe, expect, it } from '@jest/globals';
import { FfmpegError } from '../../ffmpeg/ffmpeg-error.js';
import { FakeFfmpegRunner } from '../../ffmpeg/testing/fake-ffmpeg-runner.js';
import type { Produced } from './produced.js';
import { verify } from './verify.js';

const HEAD = {
  fromSeconds: 0,
  toSeconds: 1.5,
  head: { frames: 5, gop: { pictures: [], skip: 0 } },
};
const compared: Produced = {
  ...{ method: 'copy', frames: 30, durationSeconds: 2, seams: [] },
  ...{ shown: [], covered: [], signed: null, comparedSize: { width: 320, height: 180 } },
  ...{ rotation: 0, why: '', note: null },
  encoded: { encoded_frames: [], audio: 'none' },
};

describe('A clip that is verified', () => {
  it.each([
    ['failed', 'VerificationError'],
    ['timeout', 'FfmpegError'],
    ['aborted', 'FfmpegError'],
    ['no_space', 'FfmpegError'],
  ] as const)('is at fault where FFmpeg ends with %s: %s', async (reason, name) => {
    for (const fields of [{ comparedSize: null }, { seams: [HEAD] }]) {
      const error = new FfmpegError(reason, { args: [] });
      const runner = new FakeFfmpegRunner().answer({ error });
      const verified = verify(runner, import.meta.filename, 'mp4', { ...compared, ...fields });
      await expect(verified).rejects.toMatchObject({ name });
    }
  });

  it('starts no FFmpeg if every packet was copied and compared', async () => {
    const runner = new FakeFfmpegRunner();
    expect(await verify(runner, import.meta.filename, 'mp4', compared)).toMatchObject({
      ...{ frames: 30, width: 320, height: 180, durationSeconds: 2 },
    });
    expect(runner.calls).toEqual([]);
  });

  it('is at fault where fewer frames of a head can be decoded', async () => {
    const runner = new FakeFfmpegRunner().answer({ stdout: '' });
    const verified = verify(runner, import.meta.filename, 'mp4', { ...compared, seams: [HEAD] });
    await expect(verified).rejects.toThrow('from 0.000 s on, 0 of 5 encoded frames can be decoded');
  });
});
