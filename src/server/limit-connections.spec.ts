import { describe, expect, it } from '@jest/globals';
import { connectionLimit } from './limit-connections.js';

describe('connectionLimit', () => {
  it.each([
    ['of most systems', 1024, 1, 248],
    ['of a machine with many cores', 1024, 16, 128],
    ['that is very low', 256, 1, 32],
    ['of a service manager', 524_288, 4, 10_000],
    ['that does not exist', Infinity, 4, 10_000],
  ])('with a limit of open files %s (%d, %d clips) is %d', (_, openFiles, clips, expected) => {
    expect(connectionLimit(openFiles, clips)).toBe(expected);
  });
});
