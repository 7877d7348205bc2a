import { describe, expect, it } from '@jest/globals';
import { cutterFinding } from './cutter-finding.js';

describe('cutterFinding', () => {
  it.each([
    [0, 'up'],
    [1, 'degraded'],
    [3, 'degraded'],
    [4, 'down'],
  ])('with %d processes that do not end is %s', (held, status) => {
    expect(cutterFinding(held)).toMatchObject({ status });
  });

  it('names their number', () => {
    expect(cutterFinding(2)).toMatchObject({
      message: expect.stringMatching(/^2 of the processes/),
    });
  });
});
