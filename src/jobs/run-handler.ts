import { Logger } from '@nestjs/common';
import { JobAborted } from './job-aborted.js';
import type { Job, JobHandler } from './job-queue.js';
import { RetryJob } from './retry-job.js';

const logger = new Logger('Jobs');

/** Runs a job to its end: null if that was its last run, else how it is to go back into the queue. */
export async function runHandler<T extends object>(
  handler: JobHandler<T>,
  job: Job<T>,
  signal: AbortSignal,
  /** A queue that starts no job before the last has ended leaves it out. */
  makeRoom: () => void = () => {},
): Promise<RetryJob | null> {
  try {
    await handler(job, signal, makeRoom);
    return null;
  } catch (error) {
    if (error instanceof RetryJob) return error;
    const reason: unknown = signal.reason;
    if (reason instanceof JobAborted) return reason.reason === 'shutdown' ? new RetryJob(0) : null;
    logger.error({
      msg: 'A job ended with an error',
      job: job.id,
      attempt: job.attempt,
      err: error,
    });
    return null;
  }
}
