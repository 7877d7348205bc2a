import { describe, expect, it } from '@jest/globals';
import { FfmpegError, type FfmpegFailure } from '../../ffmpeg/ffmpeg-error.js';
import { FakeFfmpegRunner } from '../../ffmpeg/testing/fake-ffmpeg-runner.js';
import { decodes } from './decodes.js';

const { signal } = new AbortController();
const asked = (runner: FakeFfmpegRunner) => decodes(runner, 'hevc', Uint8Array.of(1, 2), signal);

describe('decodes', () => {
  it('is true where FFmpeg decodes the stream, at the first error of which it stops', async () => {
    const runner = new FakeFfmpegRunner();
    expect(await asked(runner)).toBe(true);
    const [{ args, options }] = runner.calls as [(typeof runner.calls)[0]];
    expect(args).toEqual([
      ...['-xerror', '-err_detect', 'explode', '-protocol_whitelist', 'pipe', '-f', 'hevc'],
      ...['-i', 'pipe:0', '-f', 'null', '-'],
    ]);
    expect(options.signal).toBe(signal);
    const input: Uint8Array[] = [];
    for await (const chunk of options.input!) input.push(chunk);
    expect(input).toEqual([Uint8Array.of(1, 2)]);
  });

  it('is false where FFmpeg fails', async () => {
    const error = new FfmpegError('failed', { args: [] });
    expect(await asked(new FakeFfmpegRunner().answer({ error }))).toBe(false);
  });

  it.each<FfmpegFailure>(['timeout', 'aborted', 'not_found', 'no_space'])(
    'does not know where FFmpeg has no result: %s',
    async (reason) => {
      const error = new FfmpegError(reason, { args: [] });
      await expect(asked(new FakeFfmpegRunner().answer({ error }))).rejects.toBe(error);
    },
  );

  it('throws the errors of others', async () => {
    const error = new Error('a bug');
    await expect(asked(new FakeFfmpegRunner().answer({ error }))).rejects.toBe(error);
  });
});
