import { describe, expect, it } from '@jest/globals';
import { readClipJob } from './clip-job.js';

describe('The data of a stored job', () => {
  it.each<[string, unknown, object | undefined]>([
    ['all', { event_id: 7, failures: 2, request_id: 'a' }, { event_id: 7, failures: 2, request_id: 'a' }], // prettier-ignore
    ['an older one', { event_id: 7 }, { event_id: 7, failures: 0, request_id: null }],
    ['no call', { event_id: 7, request_id: null }, { event_id: 7, failures: 0, request_id: null }],
    ['no event', { failures: 1 }, undefined],
  ])('are read: %s', (_, value, expected) => {
    expect(readClipJob(value)).toEqual(expected);
  });
});
