import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parentDeath } from '../../src/ffmpeg/confinement.js';
import { ForkServer } from '../../src/ffmpeg/fork-server.js';
import type { ForkedProcess } from '../../src/ffmpeg/forked-process.js';
import { ended, isRunning } from '../support/processes.js';

describe('ForkServer', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fork-server-spec-'));
  const limits = { memoryBytes: 2 ** 26, fileBytes: 2 ** 30 };
  const server = new ForkServer(limits, folder);
  afterEach(() => server.close());
  afterAll(() => rm(folder, { recursive: true }));

  const sh = async (script: string, pipes = [1]) => {
    const command = [...(await parentDeath()), '/bin/sh', '-c', script];
    return server.launch({ command, cwd: '/', env: {}, pipes });
  };

  /** A process that keeps running, its id, and that of the fork server. */
  async function sleeper(): Promise<{ forked: ForkedProcess; pid: number; parent: number }> {
    const forked = await sh('echo $$ $PPID; exec sleep 300');
    await forked.started;
    const [line] = (await once(forked.pipe(1)!, 'data')) as [Buffer];
    const [pid = 0, parent = 0] = line.toString().split(' ').map(Number);
    return { forked, pid, parent };
  }

  it('connects each pipe, even if data has arrived already', async () => {
    const forked = await sh('cat; echo 2 >&2; echo 3 >&3', [0, 1, 2, 3]);
    await forked.started;
    forked.pipe(0)!.end('1\n');
    const outputs = await Promise.all([1, 2, 3].map((at) => text(forked.pipe(at)!)));
    await forked.closed;
    expect([...outputs, forked.exitCode]).toEqual(['1\n', '2\n', '3\n', 0]);
  });

  it('does not mix up processes that it starts at the same time', async () => {
    const outputs = await Promise.all(
      Array.from({ length: 40 }, async (_, n) => {
        const forked = await sh(`echo ${n}; exit ${n}`);
        await forked.started;
        const output = Number(await text(forked.pipe(1)!));
        await forked.closed;
        return [output, forked.exitCode];
      }),
    );
    expect(outputs).toEqual(Array.from({ length: 40 }, (_, n) => [n, n]));
  });

  it('reports a program that cannot be started', async () => {
    const forked = await server.launch({ command: ['/none'], cwd: '/', env: {}, pipes: [1] });
    await expect(forked.started).rejects.toThrow('It could not be started: ENOENT.');
    await forked.closed;
  });

  it('does not start a process that was killed before its start', async () => {
    const forked = await sh('exec sleep 300');
    forked.kill();
    await forked.started.catch(() => {});
    forked.pipe(1)?.resume();
    await forked.closed;
    expect(forked.signal).toBe('SIGKILL');
  });

  it('ends its processes when it is killed, and is started again', async () => {
    const { forked, pid, parent } = await sleeper();
    process.kill(parent, 'SIGKILL');
    await forked.closed;
    expect(await ended([pid, parent])).toBe(true);
    expect(forked.signal).toBe('SIGKILL');
    const next = await sleeper();
    expect(next.parent).not.toBe(parent);
  });

  it('ignores signals to the process group of the service', async () => {
    const { pid, parent } = await sleeper();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.kill(parent, signal);
    expect((await sleeper()).parent).toBe(parent);
    expect(await isRunning(pid)).toBe(true);
  });

  it('leaves no process and no socket when closed', async () => {
    const { pid, parent } = await sleeper();
    expect(await readdir(folder)).toHaveLength(1);
    await server.close();
    expect(await Promise.all([pid, parent].map(isRunning))).toEqual([false, false]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('lets the service exit when no process runs', async () => {
    const module = new URL('../../dist/ffmpeg/fork-server.js', import.meta.url).href;
    const script = `
      import { ForkServer } from '${module}';
      const command = ['/bin/sh', '-c', 'echo $PPID'];
      const forked = await new ForkServer(${JSON.stringify(limits)}).launch({ command, cwd: '/', env: {}, pipes: [1] });
      await forked.started;
      forked.pipe(1).pipe(process.stdout);
      await forked.closed;`;
    const process = spawn('node', ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [output] = await Promise.all([text(process.stdout), once(process, 'exit')]);
    expect(process.exitCode).toBe(0);
    expect(await ended([Number(output)])).toBe(true);
  });
});
