import { expect } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import type { CutPart, CutResult } from '../../src/cut/cut-types.js';
import { boxTypes, pictureHashes } from '../support/footage/packets.js';
import { type NumberedFrame, readFrameNumbers, soundErrors } from '../support/footage.js';

/** Frames by which a copied end may be late because of B-frames. */
const MAX_FRAMES_OVER = 2;
/** Some containers keep times in milliseconds. */
const TIME_ERROR = 0.0011;
const SOUND_ERROR = 0.025;
/** Half a second that contains a join differs from both sides. */
const LIKENESS = 0.5;

/** The frames of a source with times counted from the first. */
export const sourceFrames = remembered(async (path: string): Promise<NumberedFrame[]> => {
  const frames = await readFrameNumbers(path, { tolerant: true });
  const first = Math.min(...frames.map(({ pts }) => pts));
  return frames.map(({ number, pts }) => ({ number, pts: pts - first }));
});

const sourceHashes = remembered(pictureHashes);

/** Sources do not change, so each is read once. */
function remembered<T, A extends unknown[]>(
  read: (path: string, ...args: A) => Promise<T>,
): (path: string, ...args: A) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (path, ...args) => {
    const result = known.get(path) ?? read(path, ...args);
    known.set(path, result);
    return result;
  };
}

/** One right after the other, except for the leading pictures after the first picture. */
function expectCopied(copied: readonly string[], original: readonly string[]): void {
  if (copied.length === 0) return;
  const first = original.indexOf(copied[0]!);
  expect(first).toBeGreaterThanOrEqual(0);
  const together = copied.findIndex((hash, i) => hash !== original[first + i]);
  if (together === -1) return;
  const rest = original.indexOf(copied[together]!, first);
  expect(original.slice(rest, rest + copied.length - together)).toEqual(copied.slice(together));
}

/**
 * Reads every frame of a clip, as a player without edit lists does, and compares the frames and their times with
 * the expected ones. Those after `minimum` may be missing. Returns the number of frames.
 */
export async function expectFrames(
  clip: string,
  expected: readonly NumberedFrame[],
  minimum = expected.length,
): Promise<number> {
  const frames = await readFrameNumbers(clip, { ignoreEditList: true });
  expect(frames.length).toBeGreaterThanOrEqual(minimum);
  expect(frames.map(({ number }) => number)).toEqual(
    expected.slice(0, frames.length).map(({ number }) => number),
  );
  expect(frames[0]!.pts).toBe(0);
  for (const [i, { pts }] of frames.entries()) {
    expect(Math.abs(pts - expected[i]!.pts)).toBeLessThan(TIME_ERROR);
  }

  const boxes = boxTypes(await readFile(clip));
  expect(boxes).not.toContain('elst');
  expect(boxes.indexOf('moov')).toBeLessThan(boxes.indexOf('mdat'));
  return frames.length;
}

/** Checks that a clip of one source has exactly the frames of the interval, and that copied packets are unchanged. */
export async function expectExact(
  clip: string,
  result: CutResult,
  source: string,
  window: { from: number; to: number },
  codec: 'h264' | 'hevc' = 'h264',
): Promise<void> {
  const all = await sourceFrames(source);
  const from = all.findIndex(({ pts }) => pts >= window.from - 1e-6);
  const inside = all.filter(({ pts }) => pts >= window.from - 1e-6 && pts < window.to - 1e-6);
  const start = all[from]!.pts;
  const expected = all
    .slice(from, from + inside.length + MAX_FRAMES_OVER)
    .map(({ number, pts }) => ({ number, pts: pts - start }));
  const frames = await expectFrames(clip, expected, inside.length);
  expect(result.frames).toBe(frames);

  expect(result.encodedFrames + result.copiedFrames).toBe(result.frames);
  // The encoder writes one slice for each frame.
  const copied = (await pictureHashes(clip, codec)).slice(result.encodedFrames);
  expect(copied.length).toBeGreaterThanOrEqual(result.copiedFrames);
  expectCopied(copied, await sourceHashes(source, codec));

  const [part] = result.parts;
  const [{ fromSeconds, toSeconds }] = part!.runs as [CutPart['runs'][0]];
  expect(Math.abs(fromSeconds - start)).toBeLessThan(TIME_ERROR);
  if (result.copiedFrames === 0) expect(part!.copiedAtSeconds).toBeNull();
  else {
    const { pts } = expected[result.encodedFrames]!;
    expect(Math.abs(part!.copiedAtSeconds! - pts)).toBeLessThan(TIME_ERROR);
  }
  expect(Math.abs(toSeconds - fromSeconds - result.durationSeconds)).toBeLessThan(TIME_ERROR);
}

/** Checks that all audio of a clip is in sync, and as long as expected. */
export async function expectSound(
  clip: string,
  timeAt: (t: number) => number | null,
  seconds: number,
): Promise<void> {
  const errors = await soundErrors(clip, timeAt, { ignoreEditList: true });
  expect(errors.length).toBeGreaterThanOrEqual(Math.floor((seconds - 1) / 0.5));
  for (const { late, likeness } of errors) {
    expect(likeness).toBeGreaterThan(LIKENESS);
    expect(Math.abs(late)).toBeLessThan(SOUND_ERROR);
  }
}

/** AVI cannot say that the delay of its encoder is not to be heard, so its sound is that much late for everyone. */
export async function latenessOf(path: string): Promise<number> {
  const [first] = await soundErrors(path, (t) => t);
  return first!.late;
}
