import { shownSeconds } from '../../formats/hole.js';
import { EPSILON } from '../source/video-stream.js';

/** Frames without a hole between them, in the file's own time: from the first to the end of the last. */
export interface Run {
  fromSeconds: number;
  toSeconds: number;
}

/** Frames of a track around a window. */
export interface KnownFrames {
  /** Presentation times, rising. */
  times: readonly number[];
  /** How long the last one says it lasts; 0 where it does not say. */
  lastSeconds: number;
}

/** The part of a file to show. */
export interface Window {
  from: number;
  to: number;
  /** The last frame that begins before `to` is shown until then at most; Infinity for an instant. */
  until: number;
}

/** What a clip shows of a window. */
export interface ShownFrames {
  /** Divided at holes. */
  runs: Run[];
  /** From when on the file shows the window: a frame that began earlier may still be displayed. */
  coveredFromSeconds: number;
}

/** @param times of the frames to show, rising: those of the window, or the one that is displayed then */
export function shownFrames(
  times: readonly number[],
  known: KnownFrames,
  { from, until }: Pick<Window, 'from' | 'until'>,
): ShownFrames {
  const displayed = displayedAt(known, from + EPSILON);
  const runs =
    displayed && times[0]! < from - EPSILON
      ? [displayedRun(displayed, from, until)]
      : runsOf(times, known, until);
  return { runs, coveredFromSeconds: displayed ? from : times[0]! };
}

/** A frame that began before the window is shown from its start on; for an instant, the frame is shown whole. */
function displayedRun(displayed: Run, from: number, until: number): Run {
  if (until === Infinity) return displayed;
  return { fromSeconds: from, toSeconds: Math.min(displayed.toSeconds, until) };
}

/**
 * Divides the frames of a window at its holes. The last one is shown until `to` at most, unless it begins
 * later, because an earlier frame refers to it.
 *
 * @param shown the times of the window's frames, rising; all of them are known
 */
function runsOf(shown: readonly number[], { times, lastSeconds }: KnownFrames, to: number): Run[] {
  const runs: Run[] = [];
  let fromSeconds = shown[0]!;
  let known = 0;
  for (const [i, time] of shown.entries()) {
    while (times[known]! < time) known++;
    const seconds = shownSeconds(times, known, lastSeconds);
    const next = shown[i + 1];
    if (next === undefined) {
      const end = time + seconds;
      runs.push({ fromSeconds, toSeconds: time < to - EPSILON ? Math.min(end, to) : end });
    } else if (seconds < next - time) {
      runs.push({ fromSeconds, toSeconds: time + seconds });
      fromSeconds = next;
    }
  }
  return runs;
}

/** The frame that is displayed at an instant; null before the first, and in a hole. */
export function displayedAt({ times, lastSeconds }: KnownFrames, seconds: number): Run | null {
  const index = times.findLastIndex((time) => time <= seconds);
  if (index < 0) return null;
  const fromSeconds = times[index]!;
  const toSeconds = fromSeconds + shownSeconds(times, index, lastSeconds);
  return seconds < toSeconds ? { fromSeconds, toSeconds } : null;
}
