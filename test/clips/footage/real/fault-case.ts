/** A frame of footage: the number in its picture, and when it is shown, in seconds after the first. */
export interface Frame {
  readonly number: number;
  readonly at: number;
}

/** Footage of which it is known when each frame is shown. */
export interface FaultCase {
  /** What is odd about it; a title of a test goes on. */
  readonly title: string;
  /** Of the file. */
  readonly name: string;
  readonly make: (path: string) => Promise<unknown>;
  /** Those that can be decoded, in the order they are shown. */
  readonly frames: readonly Frame[];
  /** When the last one ends. */
  readonly end: number;
  /** Seconds after the start of the footage. */
  readonly windows: readonly Window[];
  /** Of the source's clock, in seconds, where that is more than 2 ms. */
  readonly tick?: number;
  /** The time of the sound that is heard so many seconds after the start; no sound by default. */
  readonly soundAt?: (seconds: number) => number;
  /** Whether the picture is shown rotated by 180°. */
  readonly isUpsideDown?: boolean;
  /** Whether the small FFmpeg has no decoder for it. */
  readonly needsSystemFfmpeg?: boolean;
  /** Whether its last frame may last longer or shorter, because the container does not say. */
  readonly lastsAbout?: boolean;
}

export type Window = readonly [from: number, to: number];

/** What a clip of a window shows. */
export interface Expected {
  readonly frames: readonly Frame[];
  /** In seconds after the start of the footage. */
  readonly startsAt: number;
  readonly endsAt: number;
  readonly gaps: readonly Window[];
  readonly duration: number;
}

/** A hole is longer than that, and three times as long as the distances around it. */
const HOLE_SECONDS = 1;
/** Gaps that are not longer are taken for jitter of the clock. */
const JITTER_SECONDS = 0.25;

/**
 * @param earlier how many frames come before those of the window: a copy begins at a keyframe
 * @param over how many come after them, because earlier ones need them
 */
export function expectedOf(
  { frames, end }: Pick<FaultCase, 'frames' | 'end'>,
  [from, to]: Window,
  { earlier, over }: { earlier: number; over: number },
): Expected {
  const inside = frames.findIndex(({ at }) => at >= from - EPSILON);
  const isEmpty = inside < 0 || frames[inside]!.at >= to - EPSILON;
  const first = isEmpty ? frames.findLastIndex(({ at }) => at < to - EPSILON) : inside;
  const last = frames.findLastIndex(({ at }) => at < to - EPSILON);
  const shown = frames.slice(Math.max(0, first - earlier), last + 1 + over);
  const ends = (index: number) => {
    const next = frames[index + 1]?.at ?? end;
    const spacing = frames[1]!.at - frames[0]!.at;
    return next - frames[index]!.at > HOLE_SECONDS ? frames[index]!.at + spacing : next;
  };
  const startsAt = isEmpty && earlier === 0 ? from : shown[0]!.at;
  const endOfLast = ends(Math.min(frames.length - 1, last + over));
  const endsAt = over > 0 ? endOfLast : Math.min(to, endOfLast);
  const displayed = frames.findLastIndex(({ at }) => at <= from + EPSILON);
  const isCovered = displayed >= 0 && ends(displayed) > from;
  const gaps: Window[] = [[from, isCovered ? from : frames[inside]!.at]];
  let left = 0;
  for (let index = first; index < last; index++) {
    if (ends(index) < frames[index + 1]!.at - EPSILON) {
      gaps.push([ends(index), frames[index + 1]!.at]);
      left += frames[index + 1]!.at - ends(index);
    }
  }
  gaps.push([endsAt, to]);
  return {
    frames: shown,
    startsAt,
    endsAt,
    gaps: gaps.filter(([starts, ends]) => ends - starts > JITTER_SECONDS),
    duration: endsAt - startsAt - left,
  };
}

const EPSILON = 1e-4;

/** @param fps of frames that follow each other evenly */
export function evenFrames(count: number, fps: number, firstNumber = 0, at = 0): Frame[] {
  return Array.from({ length: count }, (_, i) => ({ number: firstNumber + i, at: at + i / fps }));
}
