import { describe, expect, it } from '@jest/globals';
import { checkedInterval } from './interval-bounds.js';

const LATEST = new Date('2026-01-04T10:00:00Z');
const at = (time: string) => new Date(`2026-01-03T${time}Z`);

describe('The interval of a clip of a camera alone', () => {
  it.each([
    ['a millisecond', at('10:00:00'), at('10:00:00.001')],
    ['an hour', at('10:00:00'), at('11:00:00')],
    ['one that starts at the latest instant', LATEST, new Date('2026-01-04T11:00:00Z')],
  ])('may be %s', (_, from, to) => {
    expect(checkedInterval(from, to, LATEST)).toEqual({
      ...{ startsAtMs: from.getTime(), endsAtMs: to.getTime() },
    });
  });

  it.each([
    ['longer than an hour', at('10:00:00'), at('11:00:00.001'), 'INVALID_CLIP_DURATION', '3601 s'],
    [
      'later',
      new Date('2026-01-04T10:00:00.001Z'),
      new Date('2026-01-04T10:01:00Z'),
      'INTERVAL_IN_FUTURE',
      'from',
    ],
  ])('must not be %s', (_, from, to, code, named) => {
    const message = expect.stringContaining(named);
    expect(() => checkedInterval(from, to, LATEST)).toThrow(
      expect.objectContaining({ code, status: 400, message }),
    );
  });
});
