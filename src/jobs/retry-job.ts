import type { DueTime } from './job-queue.js';

/** Thrown by a handler to run its job again when `due`; `data`, if given, replaces the job's data. */
export class RetryJob extends Error {
  constructor(
    readonly due: DueTime,
    readonly data?: object,
    options?: ErrorOptions,
  ) {
    if (!Number.isFinite(Number(due))) throw new RangeError('The due time of a job is not valid');
    super('The job is to be tried again', options);
    this.name = 'RetryJob';
  }
}
