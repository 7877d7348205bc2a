import { describe, expect, it } from '@jest/globals';
import { number, object } from '../common/stored/stored-json.js';
import type { Job } from './job-queue.js';
import { readJob } from './read-job.js';

const job: Job<object> = { id: 'a', data: { n: 1 }, attempt: 2, deaths: 0 };

const read = object<{ n: number }>({ n: number });

describe('readJob', () => {
  it('reads the data of a job, and keeps the rest', () => {
    expect(readJob({ ...job, data: { n: 1, more: true } }, read)).toEqual(job);
  });

  it('ends a job whose data cannot be read', () => {
    expect(() => readJob({ ...job, data: { n: '1' } }, read)).toThrow('cannot be read');
  });
});
