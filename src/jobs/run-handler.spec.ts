import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { JobAborted } from './job-aborted.js';
import type { Job, JobHandler } from './job-queue.js';
import { RetryJob } from './retry-job.js';
import { runHandler } from './run-handler.js';

const job: Job<object> = { id: 'a', data: { n: 1 }, attempt: 2, deaths: 0 };

afterEach(() => void jest.restoreAllMocks());

/** What is logged at a level from now on. */
function logged(level: 'error' | 'warn' | 'debug') {
  const lines: unknown[] = [];
  jest.spyOn(Logger.prototype, level).mockImplementation((line: unknown) => void lines.push(line));
  return lines;
}

describe('runHandler', () => {
  const failing = (error: Error): JobHandler<object> => () => Promise.reject(error); // prettier-ignore
  const run = (handler: JobHandler<object>, reason?: unknown) =>
    runHandler(handler, job, reason ? AbortSignal.abort(reason) : new AbortController().signal);

  it('gives the handler the job, the signal and the release of its slot', async () => {
    const { signal } = new AbortController();
    const calls: unknown[] = [];
    const release = () => {};
    const handler: JobHandler<object> = (...args) => Promise.resolve(void calls.push(args));
    expect(await runHandler(handler, job, signal, release)).toBeNull();
    expect(calls).toEqual([[job, signal, release]]);
  });

  it('puts a job back as its handler says, though it was aborted', async () => {
    const retry = new RetryJob(5);
    expect(await run(failing(retry))).toBe(retry);
    expect(await run(failing(retry), new JobAborted('taken'))).toBe(retry);
  });

  it('logs any other error, and the job has ended', async () => {
    const lines = logged('error');
    const error = new Error('a bug');
    expect(await run(failing(error))).toBeNull();
    expect(lines).toEqual([{ msg: 'A job ended with an error', job: 'a', attempt: 2, err: error }]);
  });

  it('puts a job back at once where this node shuts down, and not where it was taken', async () => {
    const lines = logged('error');
    expect(await run(failing(new Error('stopped')), new JobAborted('shutdown'))).toMatchObject({
      ...{ due: 0, data: undefined },
    });
    expect(await run(failing(new Error('stopped')), new JobAborted('taken'))).toBeNull();
    expect(lines).toEqual([]);
    expect(await run(failing(new Error('stopped')), new Error('another reason'))).toBeNull();
    expect(lines).toHaveLength(1);
  });
});
