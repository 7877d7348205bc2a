import { beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { cut } from '../../src/cut/smart-cut.js';
import { MediaProbe } from '../../src/probe/media-probe.js';
import { footage, type FootageOptions, readFrameNumbers } from '../support/footage.js';
import { writeTwoDescriptions } from '../support/footage/two-descriptions.js';
import { segment } from './segment.js';
import { workspace } from './workspace.js';

const { runner, folder } = workspace();
const output = join(folder, 'clip.mp4');
const probe = new MediaProbe(runner);

const FPS = 15;
const SECONDS = 8;

/** Eight seconds of one kind, then eight of another; the number of each frame is its place. */
async function recorded(name: string, first: FootageOptions, second: FootageOptions) {
  const path = join(folder, name);
  const parts = [
    await footage({ seconds: SECONDS, ...first }),
    await footage({ seconds: SECONDS, startNumber: SECONDS * FPS, ...second }),
  ] as const;
  await writeTwoDescriptions(parts, path);
  return path;
}

describe('An MP4 with two sample descriptions', () => {
  const kinds: [string, FootageOptions, FootageOptions][] = [
    ['profile', {}, { profile: 'baseline' }],
    ['profile, with B-frames', { bFrames: 2 }, { bFrames: 2, profile: 'main' }],
    ['size', {}, { size: '640x360' }],
  ];

  describe.each(kinds)('of another %s', (name, first, second) => {
    let path: string;
    beforeAll(async () => {
      path = await recorded(`${name}.mp4`, first, second);
    });

    const smart = async (from: number, to: number) =>
      cut([{ ...segment(path, from, to), facts: await probe.probe(path) }], output, { runner });

    it.each([
      ['before its change', 1.1, 5.5],
      ['up to its change', 3.1, 8],
      ['from its change on', 8, 11.1],
      ['after its change', 9.1, 13.5],
    ])('is cut exactly %s', async (_, from, to) => {
      const result = await smart(from, to);
      expect(result.method).toBe(from === SECONDS ? 'copy' : 'smart');
      const frames = await readFrameNumbers(output, { ignoreEditList: true });
      const start = Math.ceil(from * FPS - 1e-6);
      const count = Math.ceil(to * FPS - 1e-6) - start;
      expect(frames.length).toBeGreaterThanOrEqual(count);
      expect(frames.length).toBeLessThanOrEqual(count + 2);
      expect(frames.map(({ number }) => number)).toEqual(frames.map((__, i) => start + i));
    });

    it('is encoded around its change', async () => {
      await expect(smart(7, 9)).rejects.toMatchObject({ obstacle: 'codec_change' });
      await expect(smart(7.9, 8.01)).rejects.toMatchObject({ obstacle: 'codec_change' });
    });
  });
});
