import { Logger } from '@nestjs/common';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { confinement } from '../../src/ffmpeg/confinement.js';
import { Workshop } from '../support/processes.js';

const BUILT = fileURLToPath(new URL('../../dist/ffmpeg/confinement.js', import.meta.url));
const PRINT = `const { confinement } = await import(${JSON.stringify(BUILT)});
  console.log(JSON.stringify(await confinement({ memoryBytes: 2 ** 30, fileBytes: 2 ** 30 })));`;
const run = promisify(execFile);
/** Root may raise its limits, unless this right is taken away. */
const MORTAL = process.geteuid?.() === 0 ? ['setpriv', '--bounding-set=-sys_resource'] : [];

describe('The confinement of FFmpeg', () => {
  const { PATH } = process.env;
  afterEach(() => {
    process.env['PATH'] = PATH;
    jest.restoreAllMocks();
  });

  it('works where the process may have fewer files than FFmpeg', async () => {
    const limited = ['/bin/sh', '-c', 'ulimit -n 256; exec "$@"', 'sh'];
    const inProcess = async (...command: string[]) => {
      const [file, ...args] = [...MORTAL, ...limited, ...command];
      return (await run(file!, args)).stdout;
    };
    const node = ['--input-type=module', '--eval', PRINT];
    const prefix = JSON.parse(await inProcess(process.execPath, ...node)) as string[];
    expect(prefix).toContain('--nofile=256');
    const limits = await inProcess(...prefix, 'cat', '/proc/self/limits');
    expect(limits).toMatch(/Max open files +256 +256/);
    expect(limits).toMatch(/Max data size +1073741824/);
  });

  it('is left out where a program fails, and the log says so', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
    const workshop = await Workshop.open();
    try {
      const prlimit = await workshop.script('prlimit', 'echo "not permitted" >&2; exit 1');
      process.env['PATH'] = `${prlimit.slice(0, prlimit.lastIndexOf('/'))}:${PATH}`;
      // Arguments that were not tried before.
      const prefix = await confinement({ memoryBytes: 2 ** 31, fileBytes: 2 ** 31 });
      expect(prefix.join(' ')).not.toContain('prlimit');
      expect(warn.mock.calls).toEqual([
        [expect.objectContaining({ program: prlimit, stderr: 'not permitted' })],
      ]);
    } finally {
      await workshop.close();
    }
  });
});
