import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeAbandonedFolders } from '../../src/ffmpeg/abandoned-folders.js';
import { isRoot } from '../support/ordinary-user.js';
import { descendantsOf, ended, eventually } from '../support/processes.js';

const MODULE = JSON.stringify(new URL('../../dist/ffmpeg/fork-server.js', import.meta.url));
const DAY_MS = 86_400_000;

describe('removeAbandonedFolders', () => {
  let base: string;
  const started: ChildProcess[] = [];

  beforeEach(async () => {
    base = await mkdtemp(join(tmpdir(), 'abandoned-spec-'));
  });
  afterEach(async () => {
    for (const process of started.splice(0)) process.kill('SIGKILL');
    // A fork server that still runs removes its folder itself.
    await rm(base, { recursive: true, force: true, maxRetries: 10 });
  });

  /** A process that runs a program in its own empty folder, with the built code. */
  async function start(before: string[] = []): Promise<ChildProcess & { pid: number }> {
    const script = `
      import { ForkServer } from ${MODULE};
      const forks = new ForkServer({ memoryBytes: 2 ** 26, fileBytes: 2 ** 30 }, ${JSON.stringify(base)});
      await forks.inEmptyFolder(async (cwd) => {
        const forked = await forks.launch({ command: ['/bin/sleep', '300'], cwd, env: {}, pipes: [1] });
        await forked.started;
        console.log('running');
        await forked.closed;
      });`;
    const command = [...before, process.execPath, '--input-type=module', '--eval', script];
    const child = spawn(command[0]!, command.slice(1), { stdio: ['ignore', 'pipe', 'inherit'] });
    started.push(child);
    await once(child.stdout, 'data');
    return child as ChildProcess & { pid: number };
  }

  /** Kills a process and its fork server, which would remove the folder. */
  async function killAll(child: ChildProcess & { pid: number }): Promise<void> {
    const [forkServer = 0, ...others] = await descendantsOf(child.pid);
    process.kill(forkServer, 'SIGSTOP');
    child.kill('SIGKILL');
    await once(child, 'exit');
    process.kill(forkServer, 'SIGKILL');
    for (const pid of others) process.kill(pid, 'SIGKILL');
    await ended([forkServer, ...others]);
  }

  const folder = async (name: string, changedAtMs = Date.now()): Promise<string> => {
    const path = join(base, name);
    await mkdir(path);
    const at = new Date(changedAtMs);
    await utimes(path, at, at);
    return path;
  };

  it('removes the folders of killed processes, and none of running ones', async () => {
    const [killed, living] = [await start(), await start()];
    const both = await readdir(base);
    await killAll(killed);
    expect(await readdir(base)).toEqual(both);

    const [removed = '', ...others] = await removeAbandonedFolders(base);
    expect(others).toEqual([]);
    const [left = ''] = await readdir(base);
    expect([join(base, left), removed].sort()).toEqual(both.map((name) => join(base, name)).sort());
    expect(await readdir(join(base, left))).toEqual(['pipes', expect.stringMatching(/^run-/)]);
    // The running process continues in its folder.
    expect(await descendantsOf(living.pid)).toHaveLength(2);
    await killAll(living);
    expect(await removeAbandonedFolders(base)).toEqual([join(base, left)]);
    expect(await readdir(base)).toEqual([]);
  });

  it('leaves the folder of a process that is stopped', async () => {
    const stopped = await start();
    stopped.kill('SIGSTOP');
    expect(await removeAbandonedFolders(base)).toEqual([]);
    expect(await readdir(base)).toHaveLength(1);
  });

  (isRoot ? it : it.skip)('leaves the folder of a process in another PID namespace', async () => {
    await start(['unshare', '--pid', '--fork', '--kill-child']);
    expect(await removeAbandonedFolders(base)).toEqual([]);
    expect(await readdir(base)).toHaveLength(1);
  });

  it('does not disturb a running process', async () => {
    await start();
    for (let i = 0; i < 100; i++) expect(await removeAbandonedFolders(base)).toEqual([]);
    const living = started.at(-1)!;
    const sockets = async () => (await readdir(`/proc/${living.pid}/fd`)).length;
    const open = await sockets();
    for (let i = 0; i < 100; i++) await removeAbandonedFolders(base);
    await eventually(async () => ((await sockets()) <= open ? true : null));
  });

  /** A whole second, which every file system can store. */
  const NOW = Math.floor(Date.now() / 1000) * 1000;

  it('gives a process a day to listen in its new folder', async () => {
    await folder('event-clips-fork-starts', NOW - DAY_MS);
    const dead = await folder('event-clips-fork-failed', NOW - DAY_MS - 1000);
    expect(await removeAbandonedFolders(base, NOW)).toEqual([dead]);
  });

  (isRoot ? it : it.skip)(
    'removes nothing on a file system that other machines may use',
    async () => {
      const mounted = await folder('mounted');
      execFileSync('mount', ['-t', 'ramfs', 'none', mounted]);
      try {
        await folder('mounted/event-clips-fork-failed', Date.now() - 2 * DAY_MS);
        expect(await removeAbandonedFolders(mounted)).toEqual([]);
      } finally {
        execFileSync('umount', [mounted]);
      }
    },
  );

  it('removes empty folders of the previous version that are a week old', async () => {
    await folder('event-clips-ffmpeg-recent', NOW - 7 * DAY_MS + 1000);
    const old = await folder('event-clips-ffmpeg-abcdef', NOW - 7 * DAY_MS);
    const used = await folder('event-clips-ffmpeg-ghijkl');
    await writeFile(join(used, 'file'), '');
    await utimes(used, 0, 0);
    expect(await removeAbandonedFolders(base, NOW)).toEqual([old]);
  });

  it('removes no folders of other programs', async () => {
    const elsewhere = await folder('elsewhere', NOW - 9 * DAY_MS);
    await writeFile(join(elsewhere, 'file'), '');
    await symlink(elsewhere, join(base, 'event-clips-fork-linked'));
    await writeFile(join(base, 'event-clips-fork-afile'), '');
    await folder('event-clips-e2e-abcdef', NOW - 9 * DAY_MS);
    if (isRoot)
      await chown(await folder('event-clips-fork-theirs', NOW - 9 * DAY_MS), 65534, 65534);
    const before = await readdir(base);
    expect(await removeAbandonedFolders(base)).toEqual([]);
    expect(await readdir(base)).toEqual(before);
    expect(await readdir(elsewhere)).toEqual(['file']);
  });
});
