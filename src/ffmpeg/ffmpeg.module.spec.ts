import { afterEach, describe, expect, it } from '@jest/globals';
import { Test } from '@nestjs/testing';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FfmpegRunner } from './ffmpeg-runner.js';
import { FfmpegModule } from './ffmpeg.module.js';
import { FakeFfmpegRunner } from './testing/fake-ffmpeg-runner.js';

describe('FfmpegModule', () => {
  let folder: string | undefined;
  afterEach(async () => {
    if (folder) await rm(folder, { recursive: true });
  });

  it('passes its options to the runner', async () => {
    const module = await Test.createTestingModule({
      imports: [FfmpegModule.forRoot({ ffmpegPath: '/no/such/ffmpeg' })],
    }).compile();
    await expect(module.get(FfmpegRunner).check()).rejects.toMatchObject({
      code: 'FFMPEG_NOT_FOUND',
      status: 503,
    });
  });

  it('runs on the double without FFmpeg', async () => {
    folder = await mkdtemp(join(tmpdir(), 'fake-ffmpeg-'));
    const output = join(folder, 'out.mp4');
    const fake = new FakeFfmpegRunner()
      .answer({ file: 'clip', progress: [{ frames: 5, outTimeSeconds: 0.2 }] })
      .answer({ stdout: 'bytes' })
      .answer({ error: new Error('scripted') });
    const module = await Test.createTestingModule({ imports: [FfmpegModule.forRoot({})] })
      .overrideProvider(FfmpegRunner)
      .useValue(fake)
      .compile();
    const runner = module.get(FfmpegRunner);

    const frames: number[] = [];
    const onProgress = (progress: { frames: number }) => void frames.push(progress.frames);
    await runner.ffmpeg(['-i', 'in', output], { onProgress });
    await expect(readFile(output, 'utf8')).resolves.toBe('clip');
    expect(frames).toEqual([5]);
    expect((await runner.ffprobe(['-version'])).stdout.toString()).toBe('bytes');
    await expect(runner.ffmpeg([])).rejects.toThrow('scripted');
    await expect(runner.check()).resolves.toBeUndefined();
    const signal = AbortSignal.abort();
    await expect(runner.ffmpeg([], { signal })).rejects.toMatchObject({ reason: 'aborted' });
    expect(fake.calls.map(({ program, args }) => [program, args.length])).toEqual([
      ['ffmpeg', 3],
      ['ffprobe', 1],
      ['ffmpeg', 0],
      ['ffmpeg', 0],
    ]);
  });
});
