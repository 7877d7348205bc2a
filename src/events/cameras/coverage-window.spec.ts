import { describe, expect, it } from '@jest/globals';
import { coverageWindow } from './coverage-window.js';

const NOW = '2026-01-03T10:30:00.000Z';
const at = (text: string | null) => (text === null ? undefined : new Date(text));
const windowOf = (from: string | null, to: string | null): string[] => {
  const { startsAtMs, endsAtMs } = coverageWindow(at(from), at(to), new Date(NOW));
  return [startsAtMs, endsAtMs].map((ms) => new Date(ms).toISOString());
};

describe('The window of a coverage', () => {
  it.each([
    ['is the last day by default', null, null, '2026-01-02T10:30:00.000Z', NOW],
    [
      'is a day from its start',
      '2025-06-01T00:00:00Z',
      null,
      '2025-06-01T00:00:00.000Z',
      '2025-06-02T00:00:00.000Z',
    ],
    [
      'is a day until its end',
      null,
      '2025-06-01T00:00:00Z',
      '2025-05-31T00:00:00.000Z',
      '2025-06-01T00:00:00.000Z',
    ],
    ['ends now', '2026-01-03T00:00:00Z', '2026-01-04T00:00:00Z', '2026-01-03T00:00:00.000Z', NOW],
    [
      'ends now, a day after its start',
      '2026-01-03T00:00:00Z',
      null,
      '2026-01-03T00:00:00.000Z',
      NOW,
    ],
    [
      'is the last day where only its end is to come',
      null,
      '2026-03-01T00:00:00Z',
      '2026-01-02T10:30:00.000Z',
      NOW,
    ],
    [
      'is empty in the future',
      '2026-02-01T00:00:00Z',
      '2026-02-02T00:00:00Z',
      '2026-02-01T00:00:00.000Z',
      '2026-02-01T00:00:00.000Z',
    ],
    [
      'lasts up to 31 days',
      '2025-12-01T00:00:00Z',
      '2026-01-01T00:00:00Z',
      '2025-12-01T00:00:00.000Z',
      '2026-01-01T00:00:00.000Z',
    ],
  ])('%s', (_, from, to, startsAt, endsAt) => {
    expect(windowOf(from, to)).toEqual([startsAt, endsAt]);
  });

  it('does not last longer', () => {
    expect(() => windowOf('2025-12-01T00:00:00Z', '2026-01-01T00:00:00.001Z')).toThrow(
      expect.objectContaining({ code: 'INTERVAL_TOO_LONG', status: 400 }),
    );
  });
});
