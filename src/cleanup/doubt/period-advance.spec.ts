import { describe, expect, it } from '@jest/globals';
import { RetentionPeriods } from '../retention-periods.js';
import { advancedCameras, usualUntil } from './period-advance.js';

const at = (text: string) => new Date(text);

describe('usualUntil', () => {
  const last = at('2026-01-01T03:00:01Z');

  it.each([
    ['every day', '0 3 * * *', '2026-01-04T03:00:01Z'],
    ['every hour', '0 * * * *', '2026-01-04T03:00:01Z'],
    ['every week', '0 3 * * 0', '2026-01-22T03:00:01Z'],
  ])('allows several intervals of a schedule of %s', (_, cron, usual) => {
    expect(usualUntil({ cron, timezone: 'UTC' }, last)).toEqual(at(usual));
  });
});

describe('advancedCameras', () => {
  const usual = at('2026-01-04T00:00:00Z');
  type Own = [days: number, labels?: Record<string, number>];
  const periods = (days: number, cameras: Record<string, Own>) =>
    new RetentionPeriods(
      days,
      Object.entries(cameras).map(([cameraId, [own, daysByLabel = {}]]) => ({
        ...{ cameraId, days: own, daysByLabel, isOwn: true },
      })),
    );
  const advanced = (now: string, after: RetentionPeriods, before: RetentionPeriods) =>
    advancedCameras(at(now), after, usual, before).map(({ cameraId }) => cameraId);

  const two = periods(30, { a: [30], b: [0] });

  it('finds none in a usual run', () => {
    expect(advanced('2026-01-04T00:00:00Z', two, two)).toEqual([]);
  });

  it('finds those that have a period, once too much time has passed', () => {
    expect(advanced('2026-01-04T00:00:01Z', two, two)).toEqual(['a']);
  });

  it.each([
    ['the period of all was shortened', periods(26, { a: [26], b: [0] }), two, ['a']],
    [
      'its period was shortened',
      periods(30, { a: [26], b: [30] }),
      periods(30, { a: [30] }),
      ['a'],
    ],
    [
      'that of a label was shortened',
      periods(30, { a: [30, { cat: 20 }] }),
      periods(30, { a: [30, { cat: 30 }] }),
      ['a'],
    ],
    [
      'a label lost its longer period',
      periods(30, { a: [30] }),
      periods(30, { a: [30, { cat: 90 }] }),
      ['a'],
    ],
    ['it was kept for ever before', periods(30, { a: [30] }), periods(0, { a: [0] }), ['a']],
    ['nothing but a longer period is new', periods(60, { a: [60] }), periods(30, { a: [30] }), []],
    ['it is kept for ever now', periods(0, { a: [0] }), periods(30, { a: [30] }), []],
  ])('decides where %s', (_, after, before, found) => {
    expect(advanced('2026-01-01T00:00:00Z', after, before)).toEqual(found);
  });
});
