import { describe, expect, it } from '@jest/globals';
import { eventEnd } from './event-end.js';
import { requestedInterval } from './requested-interval.js';

const at = (text: string) => new Date(`2026-01-03T${text}Z`);
const rolls = { preRollSeconds: 5, postRollSeconds: 5 };
const event = { startedAt: at('10:00:00'), endedAt: at('10:00:20') };
const instant = { startedAt: at('10:00:00'), endedAt: null };

function interval(
  times: { startedAt: Date; endedAt: Date | null },
  offsets: { start?: number; end?: number },
  lastDetectionAt: Date | null = null,
): [string, string] {
  const { startsAtMs, endsAtMs } = requestedInterval(
    times,
    eventEnd(times, lastDetectionAt),
    { startOffsetSeconds: offsets.start, endOffsetSeconds: offsets.end },
    rolls,
  );
  return [startsAtMs, endsAtMs].map((ms) => new Date(ms).toISOString().slice(11, 23)) as [
    string,
    string,
  ];
}

describe('The requested interval', () => {
  it.each([
    [
      'the whole event with pre-roll and post-roll, without offsets',
      {},
      ['09:59:55.000', '10:00:25.000'],
    ],
    ['both offsets', { start: -15, end: 30 }, ['09:59:45.000', '10:00:30.000']],
    ['an offset of its start alone', { start: -30 }, ['09:59:30.000', '10:00:25.000']],
    ['an offset of its end alone', { end: 3 }, ['09:59:55.000', '10:00:03.000']],
    ['two equal offsets', { start: 7, end: 7 }, ['10:00:07.000', '10:00:07.000']],
    ['offsets an hour apart', { start: 0, end: 3600 }, ['10:00:00.000', '11:00:00.000']],
  ] as const)('takes %s', (_, offsets, expected) => {
    expect(interval(event, offsets)).toEqual(expected);
  });

  it('follows the last detection where the end of the event is not known', () => {
    expect(interval(instant, {}, at('10:00:08.250'))).toEqual(['09:59:55.000', '10:00:13.250']);
  });

  it('follows the start where there is no detection either', () => {
    expect(interval(instant, {})).toEqual(['09:59:55.000', '10:00:05.000']);
  });

  it('ignores detections before the start', () => {
    expect(interval(instant, {}, at('09:00:00'))).toEqual(['09:59:55.000', '10:00:05.000']);
  });

  it.each([
    [{ start: 26 }, 'start_offset_seconds'],
    [{ end: -6 }, 'end_offset_seconds'],
  ])('is refused if %j makes it end before it starts', (offsets, named) => {
    expect(() => interval(event, offsets)).toThrow(
      expect.objectContaining({
        code: 'VALIDATION_FAILED',
        status: 400,
        message: expect.stringContaining(named) as unknown,
      }),
    );
  });

  it.each([
    ['offsets an hour and a second apart', event, { start: -1, end: 3600 }],
    ['an event of an hour with pre-roll and post-roll', { ...event, endedAt: at('11:00:00') }, {}],
  ])('is refused for %s', (_, times, offsets) => {
    expect(() => interval(times, offsets)).toThrow(
      expect.objectContaining({ code: 'INVALID_CLIP_DURATION', status: 400 }),
    );
  });
});
