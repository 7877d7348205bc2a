import { describe, expect, it } from '@jest/globals';
import { ClipGenerationError } from '../model/clip-generation-error.js';
import { SourceFailedError } from '../model/source-failed-error.js';
import { leaveOutFailures } from './leave-out-failures.js';

const failure = (path: string) =>
  new SourceFailedError(path, new ClipGenerationError('UNREADABLE_SOURCE', `No picture: ${path}`));

describe('leaveOutFailures', () => {
  it('repeats without each source that failed', async () => {
    const seen: string[][] = [];
    const reported: string[] = [];
    const result = await leaveOutFailures(
      (failed) => {
        seen.push([...failed.keys()]);
        const next = ['a', 'b'].find((path) => !failed.has(path));
        return next ? Promise.reject(failure(next)) : Promise.resolve('clip');
      },
      ({ key }) => reported.push(key),
    );
    expect(result).toBe('clip');
    expect(seen).toEqual([[], ['a'], ['a', 'b']]);
    expect(reported).toEqual(['a', 'b']);
  });

  it.each<[string, (count: number) => Error, number]>([
    ['the same source fails again', () => failure('a'), 2],
    ['nothing is left', (n) => (n === 1 ? failure('a') : new Error('no other')), 2],
    ['another error is thrown', () => new Error('full'), 1],
  ])('ends when %s', async (_, errorOf, attempts) => {
    let count = 0;
    const attempt = () => Promise.reject(errorOf(++count));
    await expect(leaveOutFailures(attempt, () => {})).rejects.toThrow();
    expect(count).toBe(attempts);
  });
});
