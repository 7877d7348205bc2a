import { describe, expect, it } from '@jest/globals';
import type { PlacedBy } from './place-video.js';
import { StartLimits } from './start-limits.js';

const NOW = Date.parse('2026-01-03T10:30:00Z');
const DAY_MS = 86_400_000;
const limits = new StartLimits({ now: () => new Date(NOW) });

describe('A recording', () => {
  it.each([Date.UTC(1990, 0, 1), NOW, NOW + DAY_MS])('may start at %d', (atMs) => {
    const placing = { startedAt: new Date(atMs), placedBy: 'given' as const };
    expect(() => limits.checkRecording('/media/a.mp4', placing)).not.toThrow();
  });

  it.each<[string, number, PlacedBy, RegExp]>([
    [
      'before 1990',
      Date.UTC(1990, 0, 1) - 1,
      'modified',
      /^a\\u\{a\}\.mp4 starts at 1989-12-31T23:59:59\.999Z by its modification time, but .* 1990 .*clock of the camera\.$/,
    ],
    [
      'more than a day ahead',
      NOW + DAY_MS + 1,
      'file_name',
      /by its path, but a recording may start from 1990 until 2026-01-04T10:30:00\.000Z\. Give started_at, or set CAMERA_FILE_PATTERN/,
    ],
    ['in the year 12000', Date.UTC(12000, 0), 'creation_time', /at \+012000-.* by creation_time/],
    ['outside of the calendar', NaN, 'given', /outside of the calendar by started_at.*Correct/],
  ])('is refused if it starts %s', (_, atMs, placedBy, message) => {
    const check = () =>
      limits.checkRecording('/media/a\n.mp4', { startedAt: new Date(atMs), placedBy });
    expect(check).toThrow(expect.objectContaining({ code: 'IMPLAUSIBLE_START', status: 400 }));
    expect(check).toThrow(message);
  });

  it('may not be of a later event either', () => {
    const check = (atMs: number) => () => limits.checkEvent(new Date(atMs));
    expect(check(NOW + DAY_MS)).not.toThrow();
    expect(check(NOW + DAY_MS + 1)).toThrow(expect.objectContaining({ code: 'EVENT_IN_FUTURE' }));
  });

  it('may start later where that is set', () => {
    const patient = new StartLimits({ now: () => new Date(NOW) }, 3 * 86_400);
    const placing = { startedAt: new Date(NOW + 2 * DAY_MS), placedBy: 'given' as const };
    expect(() => patient.checkRecording('/media/a.mp4', placing)).not.toThrow();
  });
});
