import type { OpenSource } from '../source/open-source.js';
import type { VideoStream } from '../source/video-stream.js';
import type { Run } from './runs.js';

/** Frames without a hole between them. */
export interface PlannedRun {
  /** What to add to the file's time to get the time in the clip. */
  shiftSeconds: number;
  /** First frame, and end of the last, in the clip. */
  fromSeconds: number;
  toSeconds: number;
}

/** The runs one right after the other in the clip, the first one shifted by `shiftSeconds`. */
export function withoutHoles(runs: readonly Run[], shiftSeconds: number): PlannedRun[] {
  const planned: PlannedRun[] = [];
  for (const { fromSeconds, toSeconds } of runs) {
    const end = planned.at(-1)?.toSeconds;
    const shift = end === undefined ? shiftSeconds : end - fromSeconds;
    planned.push({
      shiftSeconds: shift,
      fromSeconds: fromSeconds + shift,
      toSeconds: toSeconds + shift,
    });
  }
  return planned;
}

/** When the clip shows a frame, by the frame's time in the file. */
export function clipTimeOf(runs: readonly PlannedRun[], fileSeconds: number): number {
  const run = runs.find(({ toSeconds, shiftSeconds }) => fileSeconds + shiftSeconds < toSeconds);
  const { fromSeconds, shiftSeconds } = run ?? runs.at(-1)!;
  // A frame that is displayed when the window begins is shown from then on.
  return Math.max(fromSeconds, fileSeconds + shiftSeconds);
}

/** Where the clip of these segments ends. */
export function endOf(segments: readonly { runs: readonly PlannedRun[] }[]): number {
  return segments.at(-1)!.runs.at(-1)!.toSeconds;
}

/** A run with the recording that it is taken from. */
export interface SourceRun extends PlannedRun {
  source: OpenSource;
}

/** All runs of a clip, in order. */
export function sourceRuns(
  segments: readonly { stream: VideoStream; runs: readonly PlannedRun[] }[],
): SourceRun[] {
  return segments.flatMap(({ stream: { source }, runs }) =>
    runs.map((run) => ({ ...run, source })),
  );
}
