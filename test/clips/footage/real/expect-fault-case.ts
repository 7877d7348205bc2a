import { expect } from '@jest/globals';
import {
  frameNumbers,
  inputOf,
  readOutputs,
  soundErrorsIn,
  soundSamples,
} from '../../../support/footage.js';
import type { Info } from '../../../support/api.js';
import { packetTimes } from '../field/decoded.js';
import { secondsOf } from '../field/field-clip.js';
import { expectedOf, type FaultCase, type Window } from './fault-case.js';

/** Instants of the API are milliseconds, and both a start and an end are rounded. */
const WITHIN_SECONDS = 0.002;
/** So many frames a copied end may run over, because earlier frames refer to them. */
const MAX_FRAMES_OVER = 2;
/** Half a packet of AAC at 48 kHz that is copied, or the delay of an encoder, and what the comparison adds. */
const SOUND_WITHIN_SECONDS = 0.03;

/** Checks a clip against the footage: every frame, its time, the sound, and what the answer says. */
export async function expectFaultCase(
  path: string,
  info: Info,
  wanted: FaultCase,
  window: Window,
): Promise<void> {
  const { isUpsideDown = false } = wanted;
  const input = inputOf(path, { ignoreEditList: true, asShown: isUpsideDown });
  const pictures = frameNumbers({ upright: isUpsideDown ? ['hflip', 'vflip'] : [] });
  const [frames, packets, sound] = wanted.soundAt
    ? await readOutputs(input, pictures, packetTimes, soundSamples)
    : await readOutputs(input, pictures, packetTimes);
  const numbers = frames.map(({ number }) => number);
  const around = aroundOf(numbers, info, wanted, window);
  const expected = expectedOf(wanted, window, around);
  expect(numbers).toEqual(expected.frames.map(({ number }) => number));

  const within = Math.max(WITHIN_SECONDS, wanted.tick ?? 0);
  const answered = {
    starts: secondsOf(info.starts_at),
    ends: secondsOf(info.ends_at),
    duration: info.duration_seconds!,
    frames: info.frames,
  };
  const truth = {
    starts: expected.startsAt,
    ends: expected.endsAt,
    duration: expected.duration,
    frames: expected.frames.length,
  };
  const reachesEnd = expected.frames.at(-1)!.number === wanted.frames.at(-1)!.number;
  const tolerance = wanted.lastsAbout && reachesEnd ? 0.1 : within;
  const apart = Object.entries(truth).filter(
    ([key, value]) => !(Math.abs(answered[key as keyof typeof answered]! - value) <= tolerance),
  );
  expect({ apart, answered }).toEqual({ apart: [], answered });

  const gaps = (info.gaps ?? []).map((gap) => [secondsOf(gap.starts_at), secondsOf(gap.ends_at)]);
  const isNear = (a: number, b: number) => Math.abs(a - b) <= tolerance;
  const same =
    gaps.length === expected.gaps.length &&
    expected.gaps.every((gap, i) => gap.every((bound, k) => isNear(bound, gaps[i]![k]!)));
  if (!same) expect(gaps).toEqual(expected.gaps);

  expectRising(packets.map(({ dts }) => dts));
  expectRising(packets.map(({ pts }) => pts).sort((a, b) => a - b));
  if (expected.gaps.length === 0 || expected.gaps.every(([, to]) => to === window[1])) {
    const origin = expected.frames[0]!.at;
    const misplaced = frames.flatMap(({ pts, number }, i) => {
      const at = i === 0 ? 0 : expected.frames[i]!.at - Math.max(origin, expected.startsAt);
      return Math.abs(pts - at) > within ? [{ number, pts, at }] : [];
    });
    expect(misplaced).toEqual([]);
  }

  if (!sound) return;
  const heard = soundErrorsIn(sound, (t) => wanted.soundAt!(expected.startsAt + t));
  if (expected.duration > 1.2) expect(heard.length).toBeGreaterThan(0);
  const wrong = heard.filter(
    ({ late, likeness }) => Math.abs(late) > SOUND_WITHIN_SECONDS || likeness < 0.8,
  );
  expect(wrong).toEqual([]);
}

/** How many frames come before and after those of the window. */
function aroundOf(
  numbers: readonly (number | null)[],
  info: Info,
  wanted: FaultCase,
  window: Window,
): { earlier: number; over: number } {
  const exact = expectedOf(wanted, window, { earlier: 0, over: 0 }).frames;
  const index = wanted.frames.findIndex(({ number }) => number === numbers[0]);
  const first = wanted.frames.indexOf(exact[0]!);
  const earlier = info.method === 'copy' && index >= 0 ? Math.max(0, first - index) : 0;
  const rest = numbers.length - earlier - exact.length;
  const isCopied = info.method !== 'transcode';
  return { earlier, over: isCopied ? Math.min(MAX_FRAMES_OVER, Math.max(0, rest)) : 0 };
}

function expectRising(times: readonly number[]): void {
  const falls = times.filter((time, index) => index > 0 && time <= times[index - 1]!);
  expect(falls).toEqual([]);
}
