import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FolderSilentError } from '../../../src/isolation/folder-errors.js';
import { NOT_ISOLATED } from '../../../src/isolation/file-isolation.js';
import type { IsolatedTask } from '../../../src/isolation/isolated-task.js';
import { RootStates } from '../../../src/media/footage/root-states.js';
import { eventually } from '../../support/eventually.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

/** Roots of which some never answer. */
class Hanging {
  readonly asked: string[] = [];
  /** Ends the wait for a root that hangs, if any does. */
  answer: (() => void) | null = null;
  isSilent = false;

  constructor(public hangs: boolean) {}

  async run<Args extends unknown[], Result>(
    path: string,
    task: IsolatedTask<Args, Result>,
    ...args: Args
  ): Promise<Result> {
    this.asked.push(path);
    if (this.isSilent) throw new FolderSilentError();
    if (this.hangs && path.endsWith('hangs')) {
      await new Promise<void>((resolve) => (this.answer = resolve));
    }
    return NOT_ISOLATED.run(path, task, ...args);
  }
}

describe('RootStates', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  const at = (name: string) => join(folder.path, name);

  beforeEach(async () => void (folder = await temporaryFolder()));
  afterEach(() => folder.remove());

  const statesOf = (names: string[], files = new Hanging(false)) =>
    new RootStates({ mediaRoots: names.map(at), clipsDirectory: at('clips') }, files as never);
  const problems = async (states: RootStates) => (await states.get()).map(({ problem }) => problem);

  it('finds what keeps footage from being read, each time again', async () => {
    await mkdir(at('there'));
    await writeFile(at('file'), '');
    const states = statesOf(['there', 'file', 'file/below', 'later']);
    expect(await problems(states)).toEqual([null, 'no_folder', 'no_folder', 'missing']);
    await mkdir(at('later'));
    await rm(at('there'), { recursive: true });
    expect(await problems(states)).toEqual(['missing', 'no_folder', 'no_folder', null]);
  });

  it('names a root that does not answer in time beside others that do, and asks it once', async () => {
    const files = new Hanging(true);
    const states = statesOf(['before', 'hangs', 'after'], files);
    const began = performance.now();
    expect(await problems(states)).toEqual(['missing', 'silent', 'missing']);
    expect(performance.now() - began).toBeLessThan(4500);
    await mkdir(at('after'));
    const later = await Promise.all([problems(states), problems(states)]);
    expect(later).toEqual([
      ['missing', 'silent', null],
      ['missing', 'silent', null],
    ]);
    expect(files.asked.filter((path) => path === at('hangs'))).toHaveLength(1);

    files.hangs = false;
    files.answer!();
    await eventually(async () => (await problems(states))[1] !== 'silent');
    expect(await problems(states)).toEqual(['missing', 'missing', null]);
  });

  it('names a root of which it is known that it does not answer at once', async () => {
    const files = new Hanging(false);
    files.isSilent = true;
    const began = performance.now();
    expect(await problems(statesOf(['hangs'], files))).toEqual(['silent']);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
