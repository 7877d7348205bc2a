import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import type { CutSegment } from '../../src/cut/cut-types.js';
import { cut } from '../../src/cut/smart-cut.js';
import { footage, type FootageOptions, readFrameNumbers } from '../support/footage.js';
import { expectFrames, expectSound } from './exact.js';
import { slice } from '../support/matrix.js';
import { segment } from './segment.js';
import { workspace } from './workspace.js';

const FPS = 15;
const { runner, folder } = workspace();
const output = join(folder, 'clip.mp4');

/** Recordings of four seconds that follow each other without a gap. */
async function recordings(...kinds: FootageOptions[]): Promise<string[]> {
  return Promise.all(
    kinds.map((kind, i) => footage({ seconds: 4, startNumber: i * 4 * FPS, ...kind })),
  );
}

/** The whole series, from `from` seconds of the first recording to `to` seconds of the last. */
function segments(paths: string[], from: number, to: number, gap = 0): CutSegment[] {
  return paths.map((path, i) => ({
    path,
    facts: null,
    fromSeconds: i === 0 ? from : 0,
    toSeconds: i === paths.length - 1 ? to : 4,
    afterSeconds: i === 0 ? null : (i === 1 ? 4 - from : 4) + gap,
    method: 'smart',
  }));
}

const numbered = (first: number, count: number, startsAt = 0) =>
  Array.from({ length: count }, (_, i) => ({ number: first + i, pts: startsAt + i / FPS }));

const JOINS: [string, FootageOptions[], 'copied' | 'encoded' | 'none'][] = [
  ['equal ones', [{}, {}, {}], 'none'],
  ['MPEG-TS', [{ container: 'ts' }, { container: 'ts' }, { container: 'ts' }], 'none'],
  ['containers of every kind', [{ container: 'ts' }, { container: 'mkv' }, {}], 'none'],
  ['B-frames', [{ bFrames: 2 }, { bFrames: 2 }, { bFrames: 2 }], 'none'],
  ['other parameter sets under the same id', [{}, { profile: 'baseline' }, { bFrames: 2 }], 'none'],
  ['other parameter sets under other ids', [{}, { x264Params: 'sps-id=3' }, {}], 'none'],
  ['AAC', [{ audio: 'aac-48k' }, { audio: 'aac-48k' }, { audio: 'aac-48k' }], 'copied'],
  ['AAC at 16 kHz', [{ audio: 'aac-16k' }, { audio: 'aac-16k' }, { audio: 'aac-16k' }], 'encoded'],
  ['audio of every kind', [{ audio: 'aac-48k' }, { audio: 'mp3' }, { audio: 'aac-8k' }], 'encoded'],
];

describe('A clip of several recordings', () => {
  it.each(slice(JOINS, 3))('shows all frames in order: %s', async (_, kinds, audio) => {
    const paths = await recordings(...kinds);
    const result = await cut(segments(paths, 1.2, 2.8), output, { runner });
    expect(result).toMatchObject({ encodedFrames: 12, method: 'smart', audio });
    const ends = numbered(18, 146);
    expect(await expectFrames(output, ends, 144)).toBe(result.frames);
    expect(result.parts.map(({ atSeconds }) => atSeconds)).toEqual(
      [0, 2.8, 6.8].map((at) => expect.closeTo(at)),
    );
    if (audio !== 'none') await expectSound(output, (t) => 1.2 + t, 9.6);
  });

  it('keeps showing the last frame, in silence, until the next recording begins', async () => {
    const paths = await recordings({ audio: 'aac-48k' }, { audio: 'aac-48k' });
    const result = await cut(segments(paths, 1, 3, 0.5), output, { runner });
    expect(result.durationSeconds).toBeCloseTo(6.5);
    await expectFrames(output, [...numbered(15, 45), ...numbered(60, 45, 3.5)]);
    await expectSound(output, (t) => (t < 3 ? 1 + t : t < 3.5 ? null : 0.5 + t), 6);
  });

  it('continues right after a recording if the start of the next one is unknown', async () => {
    const paths = await recordings({ audio: 'aac-48k' }, { audio: 'aac-48k' });
    const [first, second] = segments(paths, 1, 3) as [CutSegment, CutSegment];
    await cut([first, { ...second, afterSeconds: null }], output, { runner });
    await expectFrames(output, numbered(15, 90));
    await expectSound(output, (t) => 1 + t, 6);
  });

  it.each([-0.12, 0.12])('shows each frame once if clocks differ by %d s', async (jitter) => {
    const paths = await recordings({}, {}, {});
    const [first, second, third] = segments(paths, 1, 3) as [CutSegment, CutSegment, CutSegment];
    const jittery = { ...second, afterSeconds: second.afterSeconds! + jitter };
    const result = await cut([first, jittery, { ...third, afterSeconds: 4 - jitter }], output, {
      runner,
    });
    const numbers = numbered(15, 150).map(({ number }) => number);
    const read = await readFrameNumbers(output);
    expect(read.map(({ number }) => number)).toEqual(numbers);
    expect(result.frames).toBe(150);
    expect(result.durationSeconds).toBeGreaterThanOrEqual(10 - 1e-6);
    expect(result.durationSeconds).toBeLessThanOrEqual(10.12 + 1e-6);
  });

  it('shows only the later frames of a recording that overlaps', async () => {
    const path = await footage({ seconds: 8 });
    const second = { ...segment(path, 2, 5), afterSeconds: 2 };
    await cut([segment(path, 0, 3), second], output, { runner });
    await expectFrames(output, numbered(0, 75));
  });

  it('shows no instant twice if a recording ends late because of its B-frames', async () => {
    const bFrames = { bFrames: 2, x264Params: 'b-pyramid=none' };
    const path = await footage({ seconds: 8, ...bFrames });
    for (const end of [30, 31, 32, 33]) {
      const middle = end / FPS;
      const result = await cut(
        [segment(path, 0, middle), { ...segment(path, middle, 6), afterSeconds: middle }],
        output,
        { runner },
      );
      await expectFrames(output, numbered(0, result.frames), 90);
      expect(result.frames).toBeLessThanOrEqual(92);
    }
  });

  it('is silent during a recording without audio', async () => {
    const paths = await recordings({ audio: 'aac-48k' }, {}, { audio: 'aac-48k' });
    const result = await cut(segments(paths, 0, 4), output, { runner });
    expect(result.audio).toBe('encoded');
    await expectFrames(output, numbered(0, 180));
    await expectSound(output, (t) => (t < 4 || t >= 8 ? t : null), 8);
  });

  it('is refused if the recordings have different sizes', async () => {
    const paths = await recordings({}, { size: '640x360' });
    await expect(cut(segments(paths, 0, 4), output, { runner })).rejects.toMatchObject({
      obstacle: 'sources_differ',
    });
  });
});
