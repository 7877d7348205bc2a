import { Logger } from '@nestjs/common';
import { JobAborted } from './job-aborted.js';
import type { Job, JobHandler } from './job-queue.js';
import { RetryJob } from './retry-job.js';

const logger = new Logger('Jobs');

/** Runs a job. Returns null if the job has ended, else how it is put back into the queue. */
export async function runHandler<T extends object>(
  handler: JobHandler<T>,
  job: Job<T>,
  signal: AbortSignal,
  /** Omitted by a queue that starts no job before the previous one has ended. */
  releaseSlot: () => void = () => {},
): Promise<RetryJob | null> {
  try {
    await handler(job, signal, releaseSlot);
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
