import { describe, expect, it } from '@jest/globals';
import { NAME_STYLES } from './name-styles.js';
import { pathTime } from './path-time.js';

const BERLIN = 'Europe/Berlin'; // One hour ahead of UTC in January.

describe('The styles of names', () => {
  it('have a name each, and a pattern that finds all matches', () => {
    const names = NAME_STYLES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(NAME_STYLES.filter(({ pattern }) => !pattern.global)).toEqual([]);
  });

  it.each([
    ['2026-01-03_10-30-00.mp4', '2026-01-03T09:30:00Z'],
    ['20260103_103000.mp4', '2026-01-03T09:30:00Z'],
    ['20260103-103000.mp4', '2026-01-03T09:30:00Z'],
    ['20260103T103000.mp4', '2026-01-03T09:30:00Z'],
    ['20260103103000.mp4', '2026-01-03T09:30:00Z'],
    ['2026_01_03_10_30_00.mp4', '2026-01-03T09:30:00Z'],
    ['2026-01-03 10.30.00.mp4', '2026-01-03T09:30:00Z'],
    ['2026.01.03-10.30.00.mkv', '2026-01-03T09:30:00Z'],
    ['2026-01-03T10:30:00.ts', '2026-01-03T09:30:00Z'],
    ['2026-01-03_10-30-00', '2026-01-03T09:30:00Z'],
    ['front door 2026-01-03_10-30-00 (1).mp4', '2026-01-03T09:30:00Z'],
    ['cam7_20260103_103000.mp4', '2026-01-03T09:30:00Z'],
    ['RecM01_20260103_103000_104500_6D28808.mp4', '2026-01-03T09:30:00Z'],
    ['20260103103000_20260103103100.mp4', '2026-01-03T09:30:00Z'],
    ['2026-01-03_00-00-00.mp4', '2026-01-02T23:00:00Z'],
    ['2024-02-29_23-59-59.mp4', '2024-02-29T22:59:59Z'],
    ['2026-07-03_10-30-00.mp4', '2026-07-03T08:30:00Z'],
    ['2026-03-29_02-30-00.mp4', '2026-03-29T01:30:00Z'],
    ['2026-10-25_02-30-00.mp4', '2026-10-25T00:30:00Z'],
  ])('read the local time of %s', (name, expected) => {
    expect(pathTime(`/media/${name}`, BERLIN)?.[0]).toEqual(new Date(expected));
  });

  it.each([
    ['20260103T103000Z.mp4', '2026-01-03T10:30:00Z'],
    ['20260103_103000Z.mp4', '2026-01-03T10:30:00Z'],
    ['2026-01-03T10-30-00Z.mp4', '2026-01-03T10:30:00Z'],
    ['2026-10-25T02:30:00Z.mp4', '2026-10-25T02:30:00Z'],
    ['20260103T103000+0100.mp4', '2026-01-03T09:30:00Z'],
    ['20260103T103000-0500.mp4', '2026-01-03T15:30:00Z'],
    ['2026-01-03T10:30:00+05:45.mp4', '2026-01-03T04:45:00Z'],
    ['2026-01-03T10:30:00.250Z.mp4', '2026-01-03T10:30:00.250Z'],
  ])('need no time zone for %s', (name, expected) => {
    expect(pathTime(`/media/${name}`, BERLIN)?.[0]).toEqual(new Date(expected));
  });

  it.each([
    ['2026-01-03_10-30-00-123456.mp4', '2026-01-03T09:30:00.123Z'],
    ['2026-01-03_10-30-00.999.mp4', '2026-01-03T09:30:00.999Z'],
    // A counter is not a fraction.
    ['2026-01-03_10-30-00-07.mp4', '2026-01-03T09:30:00Z'],
    ['20260103_103000_001.mp4', '2026-01-03T09:30:00Z'],
  ])('read the fraction of %s', (name, expected) => {
    expect(pathTime(`/media/${name}`, BERLIN)?.[0]).toEqual(new Date(expected));
  });

  it.each([
    ['1767436200.mp4', '2026-01-03T10:30:00Z'],
    ['front-1767436200.123456-ab12cd.mp4', '2026-01-03T10:30:00.123Z'],
    ['clip_1767436200_1767436260.mp4', '2026-01-03T10:30:00Z'],
    ['1000000000.mp4', '2001-09-09T01:46:40Z'],
  ])('read the seconds since 1970 of %s', (name, expected) => {
    expect(pathTime(`/media/${name}`, BERLIN)?.[0]).toEqual(new Date(expected));
  });

  it.each([
    ['an impossible date before a possible one', '20261399_000000_20260103_103000.mp4'],
    ['seconds since 1970 before a date', '1000000000_20260103_103000.mp4'],
    ['a time in the folder too', '../2025-05-05_05-05-05/20260103_103000.mp4'],
  ])('prefer the date and time to %s', (_, name) => {
    expect(pathTime(`/media/${name}`, BERLIN)?.[0]).toEqual(new Date('2026-01-03T09:30:00Z'));
  });

  it.each([
    ['', 'no name'],
    ['video.mp4', 'no number'],
    ['2026-01-03.mp4', 'a date alone'],
    ['10-30-00.mp4', 'a time alone'],
    ['2026-02-30_10-30-00.mp4', 'no such day'],
    ['2026-13-01_10-30-00.mp4', 'no such month'],
    ['2026-00-10_10-30-00.mp4', 'month zero'],
    ['2026-01-00_10-30-00.mp4', 'day zero'],
    ['2025-02-29_10-30-00.mp4', 'not a leap year'],
    ['2026-01-03_24-00-00.mp4', 'hour 24'],
    ['2026-01-03_10-60-00.mp4', 'minute 60'],
    ['2026-01-03_10-30-60.mp4', 'second 60'],
    ['2026-01-03_10-30.mp4', 'no seconds'],
    ['1970-01-01_00-00-10.mp4', 'a clock that was never set'],
    ['920260103103000.mp4', 'a longer number'],
    ['202601031030001.mp4', 'a longer number'],
    ['176743620.mp4', 'nine digits'],
    ['17674362001.mp4', 'eleven digits'],
    ['2026010310.mp4', 'a date with its hour'],
    ['2026-01-03_10-30-00/video.mp4', 'a time in the folder alone'],
  ])('find no time in %s: %s', (name) => {
    expect(pathTime(`/media/${name}`, BERLIN)).toBeNull();
  });

  it('give both instants of a time that clocks showed twice', () => {
    expect(pathTime('/media/2026-10-25_02-30-00-250000.mp4', BERLIN)).toEqual([
      new Date('2026-10-25T00:30:00.250Z'),
      new Date('2026-10-25T01:30:00.250Z'),
    ]);
  });
});
