import { expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { descendantsOf, ended, isRunning } from '../support/processes.js';

const SERVICE = `
  import { FfmpegRunner } from ${JSON.stringify(new URL('../../dist/ffmpeg/ffmpeg-runner.js', import.meta.url))};
  const args = ['-re', '-f', 'lavfi', '-i', 'testsrc=size=64x48:rate=10', '-f', 'null', '-'];
  await new FfmpegRunner().ffmpeg(args, { onProgress: () => console.log('encoding') });
`;

it('No FFmpeg is left when the service is killed with SIGKILL', async () => {
  const service = spawn(process.execPath, ['--input-type=module', '--eval', SERVICE], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { pid } = service as { pid: number };
  try {
    await once(service.stdout, 'data');
    const [forkServer = 0, ffmpeg = 0, ...others] = await descendantsOf(pid);
    expect(others).toEqual([]);
    expect(await descendantsOf(forkServer)).toEqual([ffmpeg]);
    expect(await readFile(`/proc/${ffmpeg}/cmdline`, 'utf8')).toMatch(/ffmpeg\0-hide_banner/);
    expect(await isRunning(ffmpeg)).toBe(true);
    service.kill('SIGKILL');
    expect(await ended([ffmpeg, forkServer])).toBe(true);
  } finally {
    service.kill('SIGKILL');
  }
});
