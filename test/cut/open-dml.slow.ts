import { beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { cut } from '../../src/cut/smart-cut.js';
import { MediaProbe } from '../../src/probe/media-probe.js';
import type { FootageOptions } from '../support/footage.js';
import { openDml } from '../support/footage/open-dml.js';
import { expectExact, expectSound, latenessOf, sourceFrames } from './exact.js';
import { segment } from './segment.js';
import { workspace } from './workspace.js';

const { runner, folder } = workspace();
const output = join(folder, 'clip.mp4');
const probe = new MediaProbe(runner);

const SECONDS = 8;
const FRAMES = SECONDS * 15;

/** With so many packets in a segment. */
const KINDS: [string, FootageOptions, number][] = [
  ['without sound', { seconds: SECONDS }, 50],
  ['with sound', { seconds: SECONDS, audio: 'aac-48k' }, 200],
];

describe.each(KINDS)('An AVI of several segments, %s,', (name, options, packets) => {
  const path = join(folder, `${name}.avi`);
  beforeAll(() => openDml(path, options, packets));

  it('has all its frames', async () => {
    expect((await sourceFrames(path)).map(({ number }) => number)).toEqual(
      Array.from({ length: FRAMES }, (_, i) => i),
    );
  });

  it.each([
    ['in its first segment', 0.6, 2.6],
    ['across two segments', 2.6, 4.2],
    ['in its last segment', 5.6, 7.8],
  ])('is cut exactly %s', async (_, from, to) => {
    const source = { ...segment(path, from, to), facts: await probe.probe(path) };
    const result = await cut([source], output, { runner });
    expect(result.method).toBe('smart');
    await expectExact(output, result, path, { from, to });
    if (!options.audio) return;
    const late = await latenessOf(path);
    await expectSound(output, (t) => from + t - late, to - from);
  });
});
