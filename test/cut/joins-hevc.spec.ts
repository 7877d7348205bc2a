import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import type { CutSegment } from '../../src/cut/cut-types.js';
import { cut } from '../../src/cut/smart-cut.js';
import { footage, type FootageOptions } from '../support/footage.js';
import { expectFrames, expectSound } from './exact.js';
import { slice } from '../support/matrix.js';
import { workspace } from './workspace.js';

const FPS = 15;
const SECONDS = 4;
const { runner, folder } = workspace();
const output = join(folder, 'clip.mp4');

const CLOSED: FootageOptions = { codec: 'libx265', openGop: false, bFrames: 0 };
const OPEN: FootageOptions = { codec: 'libx265', openGop: true, bFrames: 2 };

/** The second half of one recording, and the first half of another that follows it. */
async function segments(first: FootageOptions, second: FootageOptions): Promise<CutSegment[]> {
  const paths = [
    await footage({ seconds: SECONDS, ...first }),
    await footage({ seconds: SECONDS, startNumber: SECONDS * FPS, ...second }),
  ];
  const [from, to] = [1.2, 2.8];
  return paths.map((path, i) => ({
    ...{ path, facts: null, method: 'smart' },
    ...(i === 0
      ? { fromSeconds: from, toSeconds: SECONDS, afterSeconds: null }
      : { fromSeconds: 0, toSeconds: to, afterSeconds: SECONDS - from }),
  }));
}

const numbered = (first: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({ number: first + i, pts: i / FPS }));

/** Whether the pictures of the second recording get other ids. */
const JOINS: [string, FootageOptions, FootageOptions, boolean][] = [
  ['equal sets', CLOSED, CLOSED, false],
  ['other sets with the same ids', CLOSED, OPEN, true],
  ['equal sets, open groups', OPEN, OPEN, false],
  ['equal sets, in MPEG-TS and Matroska', { ...OPEN, container: 'ts' }, { ...OPEN, container: 'mkv' }, false], // prettier-ignore
  ['other sets and slices', { ...CLOSED, size: '640x360' }, { ...OPEN, size: '640x360', x265Params: 'slices=3' }, true], // prettier-ignore
  ['other sets, in MPEG-TS', { ...OPEN, container: 'ts' }, { ...CLOSED, container: 'ts' }, true],
  ['other sets and entry points', { ...CLOSED, size: '640x360' }, { ...OPEN, size: '640x360', x265Params: 'wpp=1:ctu=16' }, true], // prettier-ignore
];

describe('A clip of several recordings in HEVC', () => {
  it.each(slice(JOINS, 2))(
    'shows all frames in order: %s',
    async (_, first, second, isRenamed) => {
      const result = await cut(await segments(first, second), output, { runner });
      expect(result).toMatchObject({ encodedFrames: 12, method: 'smart' });
      expect(result.parts[0]!.tailSetId).toBeUndefined();
      expect(result.parts[1]!.tailSetId !== undefined).toBe(isRenamed);
      expect(await expectFrames(output, numbered(18, 86), 84)).toBe(result.frames);
    },
    60_000,
  );

  it('has sound', async () => {
    const audio = 'aac-48k';
    const result = await cut(await segments({ ...OPEN, audio }, { ...OPEN, audio }), output, {
      runner,
    });
    expect(result.audio).toBe('copied');
    await expectFrames(output, numbered(18, 86), 84);
    await expectSound(output, (t) => 1.2 + t, result.durationSeconds);
  });

  it.each<[string, FootageOptions]>([
    ['size', { ...CLOSED, size: '640x360' }],
    ['number of bits', { ...CLOSED, extra: ['-pix_fmt', 'yuv420p10le'] }],
    ['codec', {}],
  ])('is refused if they differ in %s', async (_, second) => {
    const wanted = await segments(CLOSED, second);
    await expect(cut(wanted, output, { runner })).rejects.toMatchObject({
      obstacle: 'sources_differ',
    });
  });
});
