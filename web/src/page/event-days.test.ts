import { describe, expect, it } from 'vitest';
import { EVENT } from '../testing/fake-service.js';
import { eventDays } from './event-days.js';

/** An event at a local time of the reader. */
const at = (id: number, ...time: [number, number, number, number, number]) => ({
  ...EVENT,
  id,
  started_at: new Date(...time).toISOString(),
});

describe('eventDays', () => {
  it('groups events by the local day, in their order', () => {
    const events = [at(4, 2026, 0, 4, 0, 0), at(3, 2026, 0, 3, 23, 59), at(2, 2026, 0, 3, 0, 0)];
    const older = at(1, 2025, 11, 31, 12, 0);
    expect(
      eventDays([...events, older]).map(({ day, events: of }) => [day, of.map(({ id }) => id)]),
    ).toEqual([
      ['2026-01-04', [4]],
      ['2026-01-03', [3, 2]],
      ['2025-12-31', [1]],
    ]);
  });

  it('has no days without events', () => {
    expect(eventDays([])).toEqual([]);
  });
});
