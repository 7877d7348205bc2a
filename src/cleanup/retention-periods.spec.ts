import { describe, expect, it } from '@jest/globals';
import { type KnownPeriod, RetentionPeriods } from './retention-periods.js';

const NOW = new Date('2026-01-31T12:00:00Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);
const camera = (cameraId: string, days: number, daysByLabel = {}): KnownPeriod => ({
  ...{ cameraId, days, daysByLabel, isOwn: true },
});

describe('The periods of a run', () => {
  const periods = new RetentionPeriods(30, [
    camera('plain', 30),
    camera('short', 7, { person: 90, cat: 1, evidence: 0 }),
    camera('for ever', 0),
    camera('for ever but cats', 0, { cat: 3 }),
  ]);

  it.each([
    ['plain', 'person', 30],
    ['short', null, 7],
    ['short', 'car', 7],
    ['short', 'person', 90],
    ['short', 'Person', 7],
    ['short', 'evidence', 0],
    // A name that every object has is no label that was set.
    ['short', 'constructor', 7],
    ['for ever', 'person', 0],
    ['for ever but cats', 'cat', 3],
    ['registered meanwhile', 'person', 30],
  ])('keep an event of %s with the label %p for %d days', (cameraId, label, expected) => {
    expect(periods.daysOf(cameraId, label)).toBe(expected);
  });

  it('have a cutoff for each camera by its shortest period, and none for one without', () => {
    expect(periods.aging(NOW).map(({ cameraId, cutoff }) => [cameraId, cutoff])).toEqual([
      ['plain', daysAgo(30)],
      ['short', daysAgo(1)],
      ['for ever but cats', daysAgo(3)],
    ]);
  });

  it('have cutoffs for recordings without regard to labels', () => {
    const aging = periods.agingRecordings(NOW);
    expect(aging.map(({ cameraId, cutoff }) => [cameraId, cutoff])).toEqual([
      ['plain', daysAgo(30)],
      ['short', daysAgo(7)],
    ]);
  });
});
