import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FfmpegRunner, RunOptions } from '../../ffmpeg/ffmpeg-runner.js';
import { producePreview } from './produce-preview.js';
import { VerificationError } from './verification-error.js';

const CLIP = { durationSeconds: 10, frames: 250, codecs: 'avc1.640028' };
const MAX_BYTES = 1000_000;

describe('producePreview', () => {
  let folder: string;
  let output: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'preview-'));
    output = join(folder, 'out.mp4');
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** Its files have these sizes, one after the other. */
  function runnerOf(sizes: readonly number[]) {
    const filters: string[] = [];
    const ffmpeg = async (args: readonly string[], { onProgress }: RunOptions) => {
      await writeFile(output, Buffer.alloc(sizes[filters.length]!));
      filters.push(args[args.indexOf('-vf') + 1]!);
      onProgress!({ frames: 250, outTimeSeconds: 10 });
    };
    return { runner: { ffmpeg } as unknown as FfmpegRunner, filters };
  }

  const produce = (runner: FfmpegRunner) =>
    producePreview(runner, 'notify', CLIP, {
      ...{ input: '/clips/7_clip.mp4', output, notifyMaxBytes: MAX_BYTES, onProgress: () => {} },
      signal: new AbortController().signal,
    });

  it('makes a file that is small enough once', async () => {
    const { runner, filters } = runnerOf([MAX_BYTES]);
    const { frames, durationSeconds } = await produce(runner);
    expect({ frames, durationSeconds }).toEqual({ frames: 250, durationSeconds: 10 });
    expect(filters).toEqual([expect.stringContaining('min(480')]);
  });

  it('makes a file that is too large again, with fewer pixels', async () => {
    const { runner, filters } = runnerOf([MAX_BYTES + 1, 2 * MAX_BYTES, 5]);
    await produce(runner);
    expect(filters.map((each) => /min\((\d+)/.exec(each)?.[1])).toEqual(['480', '360', '240']);
  });

  it('fails after five files that are too large', async () => {
    const { runner, filters } = runnerOf(Array(9).fill(2 * MAX_BYTES));
    await expect(produce(runner)).rejects.toThrow(VerificationError);
    expect(filters).toHaveLength(5);
  });
});
