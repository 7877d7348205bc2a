import { beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { cut } from '../../src/cut/smart-cut.js';
import { MediaProbe } from '../../src/probe/media-probe.js';
import type { FootageOptions } from '../support/footage.js';
import { lateTables } from '../support/footage/late-tables.js';
import { expectExact, expectSound } from './exact.js';
import { segment } from './segment.js';
import { workspace } from './workspace.js';

const { runner, folder } = workspace();
const output = join(folder, 'clip.mp4');
const probe = new MediaProbe(runner);

const KINDS: [string, FootageOptions][] = [
  ['without sound', { seconds: 6 }],
  ['with B-frames and sound', { seconds: 6, bFrames: 2, audio: 'aac-48k' }],
];

describe.each(KINDS)('A transport stream whose tables come late, %s,', (name, options) => {
  const path = join(folder, `${name}.ts`);
  beforeAll(() => lateTables(path, options, 60));

  it.each([
    ['from its beginning on', 0, 1.5, 'copy'],
    ['from before its tables on', 0.2, 3, 'smart'],
    ['after its tables', 2.6, 5.5, 'smart'],
  ])('is cut exactly %s', async (_, from, to, method) => {
    const source = { ...segment(path, from, to), facts: await probe.probe(path) };
    const result = await cut([source], output, { runner });
    expect(result.method).toBe(method);
    await expectExact(output, result, path, { from, to });
    if (options.audio) await expectSound(output, (t) => from + t, to - from);
  });
});
