import { describe, expect, it } from '@jest/globals';
import {
  ClipGenerationError,
  type ClipGenerationErrorCode,
} from '../model/clip-generation-error.js';
import { nextTry } from './next-try.js';

const job = { event_id: 7, failures: 0, kills: 0, request_id: 'r' };

describe('nextTry', () => {
  it.each<[string, ClipGenerationErrorCode | null, object, object | null]>([
    ['a first kill', 'PROCESS_KILLED', {}, { waitMs: 1_000, data: { ...job, kills: 1 } }],
    ['a second', 'PROCESS_KILLED', { kills: 1 }, { waitMs: 5_000, data: { ...job, kills: 2 } }],
    ['a third', 'PROCESS_KILLED', { kills: 2 }, { waitMs: 15_000, data: { ...job, kills: 3 } }],
    ['a fourth', 'PROCESS_KILLED', { kills: 3 }, null],
    ['a kill after failures', 'PROCESS_KILLED', { failures: 2 }, { waitMs: 1_000 }],
    ['a long time', 'TIMED_OUT', {}, { waitMs: 2_000, data: { ...job, failures: 1 } }],
    ['a long time after kills', 'TIMED_OUT', { kills: 3 }, { waitMs: 2_000 }],
    ['a third long time', 'TIMED_OUT', { failures: 2 }, null],
    ['an unknown error', null, { failures: 1 }, { waitMs: 10_000, data: { ...job, failures: 2 } }],
    ['a failure of the footage', 'UNREADABLE_SOURCE', {}, null],
  ])('is, after %s', (_, code, counts, expected) => {
    const failure = code && new ClipGenerationError(code, 'It failed.');
    const next = nextTry({ ...job, ...counts }, failure);
    if (expected) expect(next).toMatchObject(expected);
    else expect(next).toBeNull();
  });
});
