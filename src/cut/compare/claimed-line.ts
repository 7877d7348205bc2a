import type { CutPart } from '../cut-types.js';
import { EPSILON } from '../source/video-stream.js';

/** What is said of a part: where its frames lie in the recording and in the clip. */
export type ClaimedPart = Pick<CutPart, 'runs' | 'atSeconds'>;

interface ClaimedRun {
  /** In seconds from the recording's first frame. */
  fromSeconds: number;
  toSeconds: number;
  /** What to add to that to get the time in the clip. */
  shiftSeconds: number;
}

/** The runs of a part, which follow each other in the clip. */
export function claimedRuns({ runs, atSeconds }: ClaimedPart): ClaimedRun[] {
  let at = atSeconds;
  return runs.map(({ fromSeconds, toSeconds }) => {
    const shiftSeconds = at - fromSeconds;
    at += toSeconds - fromSeconds;
    return { fromSeconds, toSeconds, shiftSeconds };
  });
}

/** When the clip has to show a frame of the recording. */
export function clipSecondsOf(runs: readonly ClaimedRun[], seconds: number): number {
  const run = runs.find(({ toSeconds }) => seconds < toSeconds) ?? runs.at(-1)!;
  return run.shiftSeconds + Math.max(run.fromSeconds, seconds);
}

/** Which time of the recording the clip shows. */
export function sourceSecondsOf(runs: readonly ClaimedRun[], clipSeconds: number): number {
  const run = runs.find(
    ({ toSeconds, shiftSeconds }) => clipSeconds < toSeconds + shiftSeconds - EPSILON,
  );
  return clipSeconds - (run ?? runs.at(-1)!).shiftSeconds;
}
