import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { IsolatedFolders } from '../../src/isolation/isolated-folders.js';
import { type IsolatedTask, isolatedTask } from '../../src/isolation/isolated-task.js';
import { ended } from '../support/processes.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { dieOnce, echo, fail, hang } from './tasks.mjs';

/** A task of this folder, seen from the built program. */
function task<Args extends unknown[], Result>(
  run: (...args: Args) => Promise<Result>,
  timeoutMs?: number,
): IsolatedTask<Args, Result> {
  return isolatedTask('../test/isolation/tasks.mjs', run, timeoutMs);
}
const ECHO = task<[unknown], { value: unknown; pid: number }>(echo);

describe('An isolated task', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let files: IsolatedFolders;
  const at = (name: string) => join(folder.path, name);
  const pidOf = async (path: string) => (await files.run(path, ECHO, 1)).pid;

  beforeEach(async () => {
    folder = await temporaryFolder();
    for (const name of ['a', 'a/inner', 'b']) await mkdir(at(name));
    files = new IsolatedFolders(['a', 'a/inner', 'b'].map(at));
  });
  afterEach(async () => {
    files.onApplicationShutdown();
    await folder.remove();
  });

  it('gives its result with dates, bytes and large numbers', async () => {
    const value = { at: new Date(0), bytes: Buffer.from('ab'), large: 2n ** 60n, none: null };
    expect((await files.run(at('a/x'), ECHO, value)).value).toEqual(value);
  });

  it('fails with the code of the system', async () => {
    const failing = files.run(at('a/x'), task<[string], never>(fail), 'ENOENT');
    await expect(failing).rejects.toMatchObject({ code: 'ENOENT', syscall: 'stat', path: '/x' });
  });

  it('runs in the process of the innermost folder of its path, or in one for all others', async () => {
    const [a, again, inner, b, beside, outside] = await Promise.all(
      ['a/x', 'a/y', 'a/inner/x', 'b', 'ab/x', '../x'].map((name) => pidOf(at(name))),
    );
    expect(again).toBe(a);
    expect(outside).toBe(beside);
    expect(new Set([process.pid, a, inner, b, outside]).size).toBe(5);
  });

  it('runs with the tasks of the folder whose link leads to its path', async () => {
    files.leadsTo(at('a'), at('elsewhere'));
    expect(await pidOf(at('elsewhere/x'))).toBe(await pidOf(at('a/x')));
  });

  it('is run again where its process is killed', async () => {
    const dying = task<[string], string>(dieOnce);
    expect(await files.run(at('a/x'), dying, at('mark'))).toBe('done');
  });

  it('fails at its deadline if the folder answers, and the next one gets another process', async () => {
    const before = await pidOf(at('a/x'));
    const other = await pidOf(at('b/x'));
    const hanging = files.run(at('a/x'), task<[], void>(hang, 500));
    await expect(hanging).rejects.toMatchObject({ code: 'TIMED_OUT' });
    expect(await pidOf(at('a/x'))).not.toBe(before);
    expect(await pidOf(at('b/x'))).toBe(other);
    expect(await ended([before])).toBe(true);
  });

  it('leaves no process after the shutdown', async () => {
    const pids = await Promise.all([pidOf(at('a/x')), pidOf(at('b/x')), pidOf('/x')]);
    files.onApplicationShutdown();
    expect(await ended(pids)).toBe(true);
  });
});
