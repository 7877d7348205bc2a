import { describe, expect, it } from '@jest/globals';
import {
  bytesOverLimits,
  firstOf,
  isAbandoned,
  isDue,
  looksEmptied,
  looksForeign,
  looksUnmounted,
  type RetentionPolicy,
} from './retention.js';

const at = (text: string) => new Date(text);
const policy = (given: Partial<RetentionPolicy> = {}): RetentionPolicy => ({
  retentionDays: 30,
  maxBytes: null,
  minFreeBytes: null,
  maxFraction: 0.5,
  ...given,
});

describe('isDue', () => {
  const now = at('2026-01-31T12:00:00.000Z');
  const cutoff = at('2026-01-01T12:00:00.000Z');
  const before = at('2026-01-01T11:59:59.999Z');
  const long = at('2025-06-01T00:00:00Z');

  it.each([
    ['ended a millisecond before', long, before, null, true],
    ['ended exactly then', long, cutoff, null, false],
    ['ended before, seen after', long, before, cutoff, true],
    ['without an end, started before', before, null, null, true],
    ['without an end, started exactly then', cutoff, null, null, false],
    ['without an end, last seen before', long, null, before, true],
    ['without an end, last seen exactly then', long, null, cutoff, false],
    ['without an end, seen before it started', cutoff, null, long, false],
  ])('judges an event %s', (_, startedAt, endedAt, lastDetectionAt, expected) => {
    const event = { startedAt, endedAt, lastDetectionAt, registeredAt: null };
    expect(isDue(event, now, 30)).toBe(expected);
  });

  const ended = '2025-11-20T00:00:00Z';
  it.each([
    ['as it ended', ended, ended, true],
    ['exactly when it was due', ended, '2025-12-20T00:00:00.000Z', true],
    [
      'when it had been due for a millisecond, since the cutoff',
      '2025-12-02T12:00:00Z',
      '2026-01-01T12:00:00.001Z',
      false,
    ],
    ['when it had been due for long, exactly at the cutoff', ended, cutoff.toISOString(), false],
    ['when it had been due for long, before the cutoff', ended, before.toISOString(), true],
    [
      'by a camera whose clock is 26 years behind',
      '2000-01-01T00:00:00Z',
      now.toISOString(),
      false,
    ],
    [
      'by a camera whose clock was 26 years behind',
      '2000-01-01T00:00:00Z',
      '2025-12-31T00:00:00Z',
      true,
    ],
    ['by a camera whose clock is ahead', '2026-03-01T00:00:00Z', now.toISOString(), false],
  ])('judges an event that was registered %s', (_, end, registered, expected) => {
    const event = {
      startedAt: at(end),
      endedAt: at(end),
      lastDetectionAt: null,
      registeredAt: at(registered),
    };
    expect(isDue(event, now, 30)).toBe(expected);
  });

  it('is false where retention is 0 days', () => {
    const event = { startedAt: long, endedAt: long, lastDetectionAt: null, registeredAt: null };
    expect(isDue(event, now, 0)).toBe(false);
  });
});

describe('bytesOverLimits', () => {
  it.each([
    ['no limits', {}, 1e12, 0, 0],
    ['exactly the maximum', { maxBytes: 100 }, 100, 0, 0],
    ['over the maximum', { maxBytes: 100 }, 101, 0, 1],
    ['exactly the minimum free', { minFreeBytes: 50 }, 0, 50, 0],
    ['below the minimum free', { minFreeBytes: 50 }, 0, 20, 30],
    ['the larger of both', { maxBytes: 100, minFreeBytes: 50 }, 110, 10, 40],
    ['the larger of both', { maxBytes: 100, minFreeBytes: 50 }, 200, 10, 100],
    ['a minimum, where what is free is not known', { minFreeBytes: 50 }, 200, null, 0],
    ['no minimum on a full disk', { maxBytes: 100 }, 90, 0, 0],
  ])('counts the excess with %s', (_, limits, usedBytes, freeBytes, expected) => {
    expect(bytesOverLimits({ usedBytes, freeBytes }, policy(limits))).toBe(expected);
  });
});

describe('firstOf', () => {
  const clips = [10, 20, 30].map((bytes) => ({ bytes }));

  it.each([
    [0, []],
    [1, [10]],
    [10, [10]],
    [11, [10, 20]],
    [60, [10, 20, 30]],
    [1000, [10, 20, 30]],
  ])('takes as many as make up %d bytes', (bytes, expected) => {
    expect(firstOf(clips, bytes).map((clip) => clip.bytes)).toEqual(expected);
  });
});

describe('looksUnmounted', () => {
  it.each([
    [19, 19, 0.5, false],
    [20, 20, 0.5, true],
    [20, 40, 0.5, false],
    [21, 40, 0.5, true],
    [500, 1000, 0.5, false],
    [501, 1000, 0.5, true],
    [20, 1_000_000, 0, true],
    [1000, 1000, 1, false],
  ])('%d missing of %d at a share of %d: %p', (missing, all, maxFraction, expected) => {
    expect(looksUnmounted(missing, all, policy({ maxFraction }))).toBe(expected);
  });
});

describe('looksEmptied', () => {
  it.each([
    [0, 0, 0, false],
    [0, 1, 0, false],
    [1, 1, 0, true],
    [19, 20, 0, false],
    [1, 1, 1, false],
  ])('%d missing of %d clips in a folder of %d files: %p', (missing, all, files, expected) => {
    expect(looksEmptied(missing, all, files)).toBe(expected);
  });
});

describe('looksForeign', () => {
  it.each([
    [0, 0, false],
    [19, 0, false],
    [20, 0, true],
    [1000, 1, false],
  ])('%d unknown files beside %d clips: %p', (strays, all, expected) => {
    expect(looksForeign(strays, all)).toBe(expected);
  });
});

describe('isAbandoned', () => {
  const now = at('2026-01-01T12:00:00Z');

  it.each([
    ['2026-01-01T10:59:59.999Z', true],
    ['2026-01-01T11:00:00.000Z', false],
    // The clock was set back since.
    ['2026-01-02T00:00:00.000Z', false],
  ])('of a file from %s: %p', (modifiedAt, expected) => {
    expect(isAbandoned(at(modifiedAt), now)).toBe(expected);
  });
});
