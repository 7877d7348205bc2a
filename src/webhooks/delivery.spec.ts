import { describe, expect, it } from '@jest/globals';
import { type Delivery, nextAttempt, readDelivery } from './delivery.js';

const delivery: Delivery = {
  ...{ id: 'm', failures: 2, type: 'clip.completed', event_id: 7, camera_id: null },
  timestamp: '2026-01-03T10:30:00.000Z',
  facts: { status: 'completed', frames: 300 },
  file: { name: '7_clip.mp4', sha256: 'ab', renditions: ['h264'], hasSubtitles: true },
};

describe('readDelivery', () => {
  it.each<[string, unknown, Delivery | undefined]>([
    ['a whole one', delivery, delivery],
    [
      'an older one',
      {
        ...delivery,
        ...{ failures: undefined, facts: undefined, file: undefined, camera_id: undefined },
      },
      { ...delivery, failures: 0, facts: {}, file: null },
    ],
    [
      'a newer one',
      { ...delivery, type: 'clip.shared', trace: 't' },
      { ...delivery, type: 'clip.shared' },
    ],
    [
      'one about a camera',
      { ...delivery, event_id: null, camera_id: 'front' },
      { ...delivery, event_id: null, camera_id: 'front' },
    ],
    ['one without its id', { ...delivery, id: undefined }, undefined],
    ['one whose event is text', { ...delivery, event_id: '7' }, undefined],
    ['an empty one', {}, undefined],
  ])('reads %s', (_, stored, expected) => {
    expect(readDelivery(stored)).toEqual(expected);
  });
});

describe('nextAttempt', () => {
  it('retries nine attempts in about a day, each later than the one before', () => {
    const waits: number[] = [];
    let next = nextAttempt({ ...delivery, failures: 0 });
    for (; next; next = nextAttempt(next.delivery)) waits.push(next.waitMs);
    expect(waits).toEqual([
      ...[1_000, 10_000, 60_000, 300_000, 1_800_000],
      ...[7_200_000, 21_600_000, 50_400_000],
    ]);
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    const hours = waits.reduce((sum, waitMs) => sum + waitMs, 0) / 3_600_000;
    expect(hours).toBeGreaterThan(20);
    expect(hours).toBeLessThan(26);
  });

  it('changes nothing of a message but its failures', () => {
    expect(nextAttempt(delivery)?.delivery).toEqual({ ...delivery, failures: 3 });
  });
});
