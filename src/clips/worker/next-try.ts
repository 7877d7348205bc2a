import type { ClipGenerationError } from '../model/clip-generation-error.js';
import type { Tries } from '../model/clip-job.js';

/** How long a job waits when the database cannot be reached. */
export const DATABASE_RETRY_MS = 5_000;
/** How long a job waits when a folder that it needs does not answer. */
export const SILENT_RETRY_MS = 5_000;
/** Workers that may die while they run a job before the job is taken for the cause. */
export const MAX_DEATHS = 10;

/** How long a job waits before each further attempt after a failure that may pass. */
const AFTER_FAILURES_MS = [2_000, 10_000];
/** The same after a process of it was killed: until then, the machine may have memory again. */
const AFTER_KILLS_MS = [1_000, 5_000, 15_000];

export interface NextTry<J extends Tries> {
  readonly waitMs: number;
  readonly data: J;
}

/**
 * When a job that failed is tried again, and with what data; null if it has failed for good.
 *
 * @param failure null: the database or the service itself failed, which may pass
 */
export function nextTry<J extends Tries>(
  job: J,
  failure: ClipGenerationError | null,
): NextTry<J> | null {
  if (failure?.code === 'PROCESS_KILLED') {
    return after(AFTER_KILLS_MS[job.kills], { ...job, kills: job.kills + 1 });
  }
  if (failure && failure.code !== 'TIMED_OUT') return null;
  return after(AFTER_FAILURES_MS[job.failures], { ...job, failures: job.failures + 1 });
}

function after<J extends Tries>(waitMs: number | undefined, data: J): NextTry<J> | null {
  return waitMs === undefined ? null : { waitMs, data };
}
