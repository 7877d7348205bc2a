import { afterAll } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FfmpegRunner } from '../../src/ffmpeg/ffmpeg-runner.js';

/** A runner, and a folder for the files of a suite, which is removed at its end. */
export function workspace() {
  const runner = new FfmpegRunner();
  const folder = mkdtempSync(join(tmpdir(), 'event-clips-cut-'));
  afterAll(async () => {
    await runner.close();
    await rm(folder, { recursive: true });
  });
  return { runner, folder };
}
