import { describe, expect, it } from '@jest/globals';
import { eventEnd, type Offsets, windowOf } from './window.js';

const at = (text: string) => new Date(`2026-01-03T${text}Z`);
const rolls = { preSeconds: 5, postSeconds: 5 };
const event = { startedAt: at('10:00:00'), endedAt: at('10:00:20') };
const instant = { startedAt: at('10:00:00'), endedAt: null };

function window(
  times: { startedAt: Date; endedAt: Date | null },
  offsets: Offsets,
  lastDetectionAt: Date | null = null,
): [string, string] {
  const { startsAt, endsAt } = windowOf(times, eventEnd(times, lastDetectionAt), offsets, rolls);
  return [startsAt, endsAt].map((ms) => new Date(ms).toISOString().slice(11, 23)) as [
    string,
    string,
  ];
}

describe('windowOf', () => {
  it.each([
    ['the whole event with its rolls', {}, ['09:59:55.000', '10:00:25.000']],
    ['both offsets, from the start', { start: -15, end: 30 }, ['09:59:45.000', '10:00:30.000']],
    ['only the start', { start: -30 }, ['09:59:30.000', '10:00:25.000']],
    ['only the end', { end: 3 }, ['09:59:55.000', '10:00:03.000']],
    ['one instant', { start: 7, end: 7 }, ['10:00:07.000', '10:00:07.000']],
    ['an hour to the second', { start: 0, end: 3600 }, ['10:00:00.000', '11:00:00.000']],
  ] as const)('takes %s', (_, offsets, expected) => {
    expect(window(event, offsets)).toEqual(expected);
  });

  it('lets the last detection stand for an end that is not known', () => {
    expect(window(instant, {}, at('10:00:08.250'))).toEqual(['09:59:55.000', '10:00:13.250']);
  });

  it('lets the start stand for an end that nothing tells', () => {
    expect(window(instant, {})).toEqual(['09:59:55.000', '10:00:05.000']);
  });

  it('ignores detections from before the start', () => {
    expect(window(instant, {}, at('09:00:00'))).toEqual(['09:59:55.000', '10:00:05.000']);
  });

  it.each([
    [{ start: 26 }, 'start_offset_seconds'],
    [{ end: -6 }, 'end_offset_seconds'],
  ])('refuses %j, reversed by the default', (offsets, named) => {
    expect(() => window(event, offsets)).toThrow(
      expect.objectContaining({
        code: 'VALIDATION_FAILED',
        status: 400,
        message: expect.stringContaining(named) as unknown,
      }),
    );
  });

  it.each([
    ['offsets an hour and a second apart', event, { start: -1, end: 3600 }],
    ['an event of an hour with its rolls', { ...event, endedAt: at('11:00:00') }, {}],
  ])('refuses %s', (_, times, offsets) => {
    expect(() => window(times, offsets)).toThrow(
      expect.objectContaining({ code: 'INVALID_CLIP_DURATION', status: 400 }),
    );
  });
});
