import type { Reader } from '../common/stored/stored-json.js';
import type { Job } from './job-queue.js';

/**
 * The job with its data validated, which another version may have stored.
 *
 * @throws Error for data that cannot be read, which ends the job: the log then names it
 */
export function readJob<T extends object>(job: Job<object>, read: Reader<T>): Job<T> {
  const data = read(job.data);
  if (data === undefined) {
    throw new Error('The data of the job cannot be read. Another version may have written it.');
  }
  return { ...job, data };
}
