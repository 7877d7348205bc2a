import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { inTime } from './in-time.js';

describe('inTime', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('gives the result or the error of work that ends in time, and leaves no timer', async () => {
    expect(await inTime(Promise.resolve('done'), 100, 'late')).toBe('done');
    await expect(inTime(Promise.reject(new Error('failed')), 100, 'late')).rejects.toThrow(
      'failed',
    );
    expect(jest.getTimerCount()).toBe(0);
  });

  it('gives the other value once the time is up', async () => {
    const result = inTime(new Promise<string>(() => {}), 100, 'late');
    jest.advanceTimersByTime(99);
    expect(jest.getTimerCount()).toBe(1);
    jest.advanceTimersByTime(1);
    expect(await result).toBe('late');
  });
});
