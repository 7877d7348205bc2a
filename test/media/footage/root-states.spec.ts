import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type RootProblem, RootStates } from '../../../src/media/footage/root-states.js';
import { eventually } from '../../support/eventually.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

/** Roots of which some never answer. */
class Hanging extends RootStates {
  readonly looks: string[] = [];
  hangs = true;
  readonly answers = new Map<string, (problem: RootProblem | null) => void>();

  protected override look(path: string): Promise<RootProblem | null> {
    this.looks.push(path);
    if (!this.hangs || !path.endsWith('hangs')) return super.look(path);
    return new Promise((resolve) => this.answers.set(path, resolve));
  }
}

describe('RootStates', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  const at = (name: string) => join(folder.path, name);

  beforeEach(async () => void (folder = await temporaryFolder()));
  afterEach(() => folder.remove());

  const statesOf = (names: string[]) =>
    new Hanging({ mediaRoots: names.map(at), clipsDirectory: at('clips') });
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

  it('names a root that does not answer in time, and looks at nothing until it does', async () => {
    const states = statesOf(['before', 'hangs', 'after']);
    const began = performance.now();
    expect(await problems(states)).toEqual(['missing', 'silent', null]);
    expect(performance.now() - began).toBeLessThan(4500);
    const repeated = performance.now();
    const later = await Promise.all([problems(states), problems(states)]);
    expect(later).toEqual([
      ['missing', 'silent', null],
      ['missing', 'silent', null],
    ]);
    expect(performance.now() - repeated).toBeLessThan(1000);
    expect(states.looks).toEqual(['before', 'hangs'].map(at));

    states.answers.get(at('hangs'))!(null);
    states.hangs = false;
    await eventually(async () => (await problems(states))[1] !== 'silent');
    expect(await problems(states)).toEqual(['missing', 'missing', 'missing']);
  });
});
