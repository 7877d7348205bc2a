import type { Logger } from '@nestjs/common';
import { FolderSilentError } from '../../isolation/folder-errors.js';
import type { Job } from '../../jobs/job-queue.js';
import { RetryJob } from '../../jobs/retry-job.js';
import { clipFailureOf } from '../make/clip-failure.js';
import { ClipGenerationError } from '../model/clip-generation-error.js';
import type { Tries } from '../model/clip-job.js';
import { DATABASE_RETRY_MS, MAX_DEATHS, nextTry, SILENT_RETRY_MS } from './next-try.js';

/** What a job makes, and how it records that it does not go on. */
export interface Making {
  /** For the log, as the subject of a sentence: `Clip`. */
  readonly what: string;
  /** For the log. */
  readonly about: Readonly<Record<string, unknown>>;
  readonly logger: Logger;
  /** Records why it cannot go on just now. */
  postpone(message: string): Promise<void>;
  fail(failure: ClipGenerationError): Promise<void>;
}

/**
 * Decides what becomes of a job whose attempt has thrown an error: it is tried again, or it has failed.
 *
 * @throws RetryJob if it is tried again; the error itself if the job was aborted
 */
export async function endAttempt<J extends Tries & object>(
  error: unknown,
  { data }: Job<J>,
  signal: AbortSignal,
  making: Making,
): Promise<void> {
  if (signal.aborted || error instanceof RetryJob) throw error;
  const { what, about, logger } = making;
  // A folder that it needs does not answer, which is no failure of what is made.
  if (error instanceof FolderSilentError) {
    logger.warn({ msg: `${what} is postponed`, ...about, why: error.message });
    await making.postpone(error.message);
    throw new RetryJob(SILENT_RETRY_MS, data, { cause: error });
  }
  const failure = clipFailureOf(error);
  const next = nextTry(data, failure);
  if (next) {
    logger.warn({ msg: `${what} will be tried again`, ...about, err: error });
    throw new RetryJob(next.waitMs, next.data, { cause: error });
  }
  logger.warn({ msg: `${what} failed`, ...about, err: error });
  await making.fail(failure ?? unexpected(what));
}

/** @throws ClipGenerationError once so many workers died while they ran the job that it is taken for the cause */
export function refuseAfterDeaths({ deaths }: Job<object>, message: string): void {
  if (deaths > MAX_DEATHS) throw new ClipGenerationError('FFMPEG_FAILED', message);
}

/**
 * Runs a job. If the database fails, it is tried again: if it ended, what it makes would stay pending.
 *
 * @throws RetryJob
 */
export async function untilRecorded<J extends object>(
  { data }: Job<J>,
  signal: AbortSignal,
  run: () => Promise<void>,
): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (signal.aborted || error instanceof RetryJob) throw error;
    throw new RetryJob(DATABASE_RETRY_MS, data, { cause: error });
  }
}

function unexpected(what: string): ClipGenerationError {
  const message = `The ${what.toLowerCase()} could not be made. The log has the details.`;
  return new ClipGenerationError('FFMPEG_FAILED', message);
}
