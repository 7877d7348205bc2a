import { expect } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import type { CutResult } from '../../src/cut/cut-types.js';
import { boxTypes, pictureHashes } from '../support/footage/packets.js';
import { type NumberedFrame, readFrameNumbers, soundErrors } from '../support/footage.js';

/** B-frames may make a copied end run over by that many frames. */
const MAX_FRAMES_OVER = 2;
/** Some containers keep times in milliseconds. */
const TIME_ERROR = 0.0011;
const SOUND_ERROR = 0.025;
/** Half a second with a join in it resembles neither side all through. */
const LIKENESS = 0.5;

/** The frames of a source with times counted from the first. */
export const sourceFrames = remembered(async (path: string): Promise<NumberedFrame[]> => {
  const frames = await readFrameNumbers(path, { tolerant: true });
  const first = Math.min(...frames.map(({ pts }) => pts));
  return frames.map(({ number, pts }) => ({ number, pts: pts - first }));
});

const sourceHashes = remembered(pictureHashes);

/** Sources do not change, so each is read once. */
function remembered<T>(read: (path: string) => Promise<T>): (path: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (path) => {
    const result = known.get(path) ?? read(path);
    known.set(path, result);
    return result;
  };
}

/**
 * Reads every frame of a clip back, as a player without edit lists sees it, and compares it with the frames that should be there,
 * at their times in the clip; those after `minimum` may be missing. Returns how many there are.
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

/** A clip of one source has exactly the frames of the window, and what was copied is the source's. */
export async function expectExact(
  clip: string,
  result: CutResult,
  source: string,
  window: { from: number; to: number },
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
  // the encoder writes one slice a frame
  const copied = (await pictureHashes(clip)).slice(result.encodedFrames);
  expect(copied.length).toBeGreaterThanOrEqual(result.copiedFrames);
  const original = await sourceHashes(source);
  expect(original.join().includes(copied.join())).toBe(true);

  const [part] = result.parts;
  expect(Math.abs(part!.fromSeconds - start)).toBeLessThan(TIME_ERROR);
  if (result.copiedFrames === 0) expect(part!.copiedAtSeconds).toBeNull();
  else {
    const { pts } = expected[result.encodedFrames]!;
    expect(Math.abs(part!.copiedAtSeconds! - pts)).toBeLessThan(TIME_ERROR);
  }
  expect(Math.abs(part!.toSeconds - part!.fromSeconds - result.durationSeconds)).toBeLessThan(
    TIME_ERROR,
  );
}

/** All audio of a clip sounds when it should, and lasts as long as there is any. */
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
