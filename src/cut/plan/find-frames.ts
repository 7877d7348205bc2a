import type { PictureCoding } from '../codec/codec.js';
import type { ParameterSets } from '../codec/parameter-sets.js';
import { type KnownFrames, type ShownFrames, shownFrames, type Window } from './runs.js';
import {
  findStart,
  findTail,
  type Head,
  type WindowStream,
  type WindowTail,
} from './video-window.js';

/** The frames of a window, in the file's own time. */
export interface WindowFrames extends ShownFrames {
  sets: ParameterSets;
  coding: PictureCoding;
  head: Head | null;
  tail: WindowTail | null;
}

/**
 * @param isWhole whether the file's last frame is shown until the end of the window
 * @throws SmartCutNotPossible
 */
export async function findFrames(
  stream: WindowStream,
  window: Window,
  isWhole = false,
): Promise<WindowFrames> {
  const { from, to } = window;
  const { known: around, tail: start, ...found } = await findStart(stream, from, to);
  const tail = start && (await findTail(stream, start, to));
  const times = [...(found.head?.times ?? []), ...(tail?.times ?? [])].sort((a, b) => a - b);
  const read = tail ? joined(around, tail.known) : around;
  const known = isWhole ? { ...read, lastSeconds: to - read.times.at(-1)! } : read;
  return { ...found, tail, ...shownFrames(times, known, window) };
}

/** Frames that were read from an entry point on may repeat those before. */
function joined(before: KnownFrames, after: KnownFrames): KnownFrames {
  const [first] = after.times;
  return {
    times: [...before.times.filter((time) => time < first!), ...after.times],
    lastSeconds: after.lastSeconds,
  };
}
