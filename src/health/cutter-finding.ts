import { degraded, down, type Finding, up } from './readiness-check.js';

/** Each process keeps its memory, which is up to half a gigabyte. */
const TOO_MANY = 4;

/** What it means that processes of the cutter have not ended. */
export function cutterFinding(held: number): Finding {
  if (held === 0) return up;
  const message =
    `${held} of the processes that read footage could not be ended: a disk or network share does not answer. ` +
    'Check it. They end once it answers.';
  return held < TOO_MANY ? degraded(message) : down(message);
}
