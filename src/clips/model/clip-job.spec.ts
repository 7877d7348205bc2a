import { describe, expect, it } from '@jest/globals';
import { readClipJob } from './clip-job.js';

const ALL = { event_id: 7, failures: 2, kills: 1, request_id: 'a' };
const NEW = { event_id: 7, failures: 0, kills: 0 };

describe('The data of a stored job', () => {
  it.each<[string, unknown, object | undefined]>([
    ['all', ALL, ALL],
    ['an older one', { event_id: 7 }, { ...NEW, request_id: null }],
    ['no call', { event_id: 7, request_id: null }, { ...NEW, request_id: null }],
    ['no event', { failures: 1 }, undefined],
  ])('are read: %s', (_, value, expected) => {
    expect(readClipJob(value)).toEqual(expected);
  });
});
