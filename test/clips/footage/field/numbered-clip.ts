import { expect } from '@jest/globals';
import { frameNumbers, inputOf, readOutputs } from '../../../support/footage.js';
import type { Info } from '../../../support/api.js';
import { numbers } from '../../../support/read-clip.js';
import { heardSound, packetTimes } from './decoded.js';
import { expectGaps, expectSound, expectTimes, MAX_FRAMES_OVER, secondsOf } from './field-clip.js';
import type { Cut, NumberedCase, Shown } from './numbered-cases.js';

const FPS = 15;
const GOP_FRAMES = 45;
/** Squares of 24 pixels along the top edge. */
const STRIP = { bits: 12, crop: '288:12:0:6' };

/** Checks a clip of numbered frames: every frame, its time, the sound, and what the answer says. */
export async function expectShown(
  path: string,
  info: Info,
  cut: Cut,
  wanted: NumberedCase,
): Promise<void> {
  const input = inputOf(path, { ignoreEditList: true });
  const outputs = [frameNumbers({ strip: STRIP }), packetTimes] as const;
  const [frames, packets, heard] = wanted.silent
    ? await readOutputs(input, ...outputs)
    : await readOutputs(input, ...outputs, heardSound);
  const shown = frames.map(({ number }) => number);
  const answer: Shown = wanted.or && info.gaps?.length ? wanted.or : wanted;
  const { earlier, over } = expectFrames(shown, cut, answer);

  const first = Math.ceil(wanted.window[0] * FPS) - earlier;
  expect(secondsOf(info.starts_at)).toBeCloseTo(first / FPS, 2);
  expectEnd(info, wanted.window[1], over, answer);
  expectGaps(info, answer.gaps);
  expectTimes(packets, info, shown.length);
  expectSpacing(frames);
  if (heard) expectSound(heard, info);
}

/** How many frames come before the wanted ones, and how many after them. */
function expectFrames(shown: readonly (number | null)[], cut: Cut, { frames }: Shown) {
  const wanted = frames.flatMap(([from, to]) => numbers(from, to));
  const [first, last] = [wanted[0]!, wanted.at(-1)!];
  const isEarly = cut === 'keyframe' && shown[0]! < first;
  const earlier = isEarly ? first - shown[0]! : 0;
  const over = Math.min(MAX_FRAMES_OVER, Math.max(0, shown.length - earlier - wanted.length));
  expect(shown).toEqual([
    ...numbers(first - earlier, first - 1),
    ...wanted,
    ...numbers(last + 1, last + over),
  ]);
  expect(earlier).toBeLessThan(GOP_FRAMES);
  return { earlier, over };
}

/** The clip ends at the end of the window, or where the gap begins that reaches there. */
function expectEnd(info: Info, to: number, over: number, { gaps = [] }: Shown): void {
  const [gapFrom, gapTo] = gaps.at(-1) ?? [to, null];
  const end = gapTo === to ? gapFrom : to;
  expect(secondsOf(info.ends_at)).toBeGreaterThan(end - 0.01);
  expect(secondsOf(info.ends_at)).toBeLessThan(end + (over + 1) / FPS);
}

/** Frames that follow each other in the footage do so in the clip. */
function expectSpacing(frames: readonly { number: number | null; pts: number }[]): void {
  const uneven = frames.filter(({ number, pts }, index) => {
    const before = frames[index - 1];
    const follows = before && number === before.number! + 1;
    return follows && Math.abs(pts - before.pts - 1 / FPS) > 0.02;
  });
  expect(uneven).toEqual([]);
}
