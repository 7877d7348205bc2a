import { describe, expect, it } from '@jest/globals';
import { JobAborted } from './job-aborted.js';

describe('JobAborted', () => {
  it.each([
    ['taken', 'The job was taken away'],
    ['shutdown', 'This node is shutting down'],
  ] as const)('says why: %s', (reason, message) => {
    expect(new JobAborted(reason)).toMatchObject({ name: 'JobAborted', reason, message });
  });
});
