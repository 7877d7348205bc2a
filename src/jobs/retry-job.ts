import type { DueTime } from './job-queue.js';

/** Thrown by a handler to have its job run again when `due`, with `data` in place of its present data if given. */
export class RetryJob extends Error {
  constructor(
    readonly due: DueTime,
    readonly data?: object,
    options?: ErrorOptions,
  ) {
    if (!Number.isFinite(Number(due))) throw new RangeError('A job cannot be due at no time');
    super('The job is to be tried again', options);
    this.name = 'RetryJob';
  }
}
