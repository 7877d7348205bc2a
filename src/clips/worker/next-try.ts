import type { ClipGenerationError } from '../model/clip-generation-error.js';
import type { ClipJob } from '../model/clip-job.js';

/** How long a job waits before each further attempt after a failure that may pass. */
const AFTER_FAILURES_MS = [2_000, 10_000];
/** The same after a process of it was killed: until then, the machine may have memory again. */
const AFTER_KILLS_MS = [1_000, 5_000, 15_000];

export interface NextTry {
  readonly waitMs: number;
  readonly data: ClipJob;
}

/**
 * When a job that failed is tried again, and with what data; null if it has failed for good.
 *
 * @param failure null: the database or the service itself failed, which may pass
 */
export function nextTry(job: ClipJob, failure: ClipGenerationError | null): NextTry | null {
  if (failure?.code === 'PROCESS_KILLED') {
    return after(AFTER_KILLS_MS[job.kills], { ...job, kills: job.kills + 1 });
  }
  if (failure && failure.code !== 'TIMED_OUT') return null;
  return after(AFTER_FAILURES_MS[job.failures], { ...job, failures: job.failures + 1 });
}

function after(waitMs: number | undefined, data: ClipJob): NextTry | null {
  return waitMs === undefined ? null : { waitMs, data };
}
