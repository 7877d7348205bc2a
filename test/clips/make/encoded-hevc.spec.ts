import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { transcode } from '../../../src/clips/make/transcode.js';
import { encodingOf } from '../../../src/clips/make/video-encoding.js';
import { MediaProbe } from '../../../src/probe/media-probe.js';
import { workspace } from '../../cut/workspace.js';
import { footage, type FootageOptions } from '../../support/footage.js';
import { readFrameNumbers } from '../../support/footage/picture.js';
import { numbers } from '../../support/read-clip.js';

const { runner, folder } = workspace();
const TEN = ['-pix_fmt', 'yuv420p10le'];

describe('What is encoded as HEVC', () => {
  it.each<[string, FootageOptions, string]>([
    ['eight bits', { codec: 'libx265' }, 'yuv420p'],
    ['ten bits', { codec: 'libx265', extra: TEN }, 'yuv420p10le'],
  ])('has the frames of the part, and %s as its recording', async (name, options, expected) => {
    const path = await footage({ seconds: 6, ...options });
    const probe = new MediaProbe(runner);
    const facts = await probe.probe(path);
    const video = facts.video!;
    const made = (type: string) => join(folder, `${name}.${type}`);
    const output = made('ts');
    const files = { output, picturesPath: made('gif'), packetsPath: made('txt') };
    const encoding = encodingOf('hevc', [video]);
    const { fromSeconds, toSeconds } = await transcode(runner, {
      ...{ path, facts: { ...facts, video }, fromSeconds: 2, toSeconds: 4, encoding },
      ...{ size: { width: 320, height: 180 }, ...files },
    });
    expect([fromSeconds, toSeconds]).toEqual([2, 4]);
    const { video: encoded } = await probe.probe(output);
    expect(encoded).toMatchObject({ codec: 'hevc', pixelFormat: expected, width: 320 });
    const frames = await readFrameNumbers(output);
    expect(frames.map(({ number }) => number)).toEqual(numbers(30, 59));
  });
});
