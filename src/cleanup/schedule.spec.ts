import { describe, expect, it } from '@jest/globals';
import { dueRun, isOverdue, nextRun } from './schedule.js';

const daily = { cron: '0 3 * * *', timezone: 'UTC' };
const berlin = (cron: string) => ({ cron, timezone: 'Europe/Berlin' });
const at = (text: string) => new Date(text);

describe('nextRun', () => {
  it.each([
    [daily, '2026-01-01T02:59:59.999Z', '2026-01-01T03:00:00Z'],
    [daily, '2026-01-01T03:00:00.000Z', '2026-01-02T03:00:00Z'],
    [berlin('0 3 * * *'), '2026-01-01T00:00:00Z', '2026-01-01T02:00:00Z'],
    [berlin('0 3 * * *'), '2026-07-01T00:00:00Z', '2026-07-01T01:00:00Z'],
    // Clocks go from 2:00 to 3:00: once, although 2:30 does not exist.
    [berlin('30 2 * * *'), '2026-03-28T12:00:00Z', '2026-03-29T01:00:00Z'],
    [berlin('30 2 * * *'), '2026-03-29T01:00:00Z', '2026-03-30T00:30:00Z'],
    // Clocks go from 3:00 to 2:00: once, although 2:30 comes twice.
    [berlin('30 2 * * *'), '2026-10-24T12:00:00Z', '2026-10-25T00:30:00Z'],
    [berlin('30 2 * * *'), '2026-10-25T00:30:00Z', '2026-10-26T01:30:00Z'],
    [{ cron: '15 0 3 * * *', timezone: 'UTC' }, '2026-01-01T00:00:00Z', '2026-01-01T03:00:15Z'],
  ])('of %p after %s is %s', (schedule, after, expected) => {
    expect(nextRun(schedule, at(after))).toEqual(at(expected));
  });
});

describe('dueRun', () => {
  it.each([
    ['before the next one', '2026-01-01T03:00:00.010Z', '2026-01-02T02:59:00Z', null],
    ['at it', '2026-01-01T03:00:00.010Z', '2026-01-02T03:00:00Z', '2026-01-02T03:00:00Z'],
    ['a second early', '2026-01-01T03:00:00Z', '2026-01-02T02:59:59Z', '2026-01-02T03:00:00Z'],
    ['earlier than that', '2026-01-01T03:00:00Z', '2026-01-02T02:59:58.999Z', null],
    ['done by another node', '2026-01-02T03:00:00.010Z', '2026-01-02T03:00:00.200Z', null],
    ['done by a node ahead', '2026-01-02T03:02:00Z', '2026-01-02T03:00:00Z', null],
    ['missed days ago', '2026-01-01T03:00:00Z', '2026-01-09T11:00:00Z', '2026-01-02T03:00:00Z'],
    ['settled ten minutes ahead', '2026-01-02T03:10:00Z', '2026-01-02T03:00:00Z', null],
    [
      'settled further ahead',
      '2026-01-02T03:10:00.001Z',
      '2026-01-02T03:00:00Z',
      '2026-01-02T03:00:00Z',
    ],
    ['clock set back', '2027-01-01T03:00:00Z', '2026-01-02T11:00:00Z', '2026-01-02T11:00:00Z'],
  ])('decides whether a run is due: %s', (_, settledAt, now, expected) => {
    expect(dueRun(daily, at(settledAt), at(now))).toEqual(expected && at(expected));
  });
});

describe('isOverdue', () => {
  it.each([
    [daily, '2026-01-01T03:00:10Z', '2026-01-02T04:00:00Z', false],
    [daily, '2026-01-01T03:00:10Z', '2026-01-03T03:15:00Z', false],
    [daily, '2026-01-01T03:00:10Z', '2026-01-03T03:15:00.001Z', true],
    [daily, '2026-01-01T03:00:00Z', '2026-01-03T03:15:00.001Z', true],
    // A manual run counts like a scheduled one.
    [daily, '2026-01-01T12:00:00Z', '2026-01-03T03:15:00.001Z', true],
    [{ cron: '0 3 * * 1', timezone: 'UTC' }, '2026-01-05T03:00:10Z', '2026-01-19T03:14:00Z', false],
    [{ cron: '0 3 * * 1', timezone: 'UTC' }, '2026-01-05T03:00:10Z', '2026-01-19T03:16:00Z', true],
    // A run may take longer than a short period.
    [{ cron: '* * * * *', timezone: 'UTC' }, '2026-01-01T03:00:10Z', '2026-01-01T03:16:00Z', false],
    [daily, '2027-01-01T03:00:00Z', '2026-01-01T03:00:00Z', false],
  ])('by %p with the last one at %s is at %s: %p', (schedule, completedAt, now, expected) => {
    expect(isOverdue(schedule, at(completedAt), at(now))).toBe(expected);
  });
});
