import { describe, expect, it } from '@jest/globals';
import { type Delivery, readDelivery } from './delivery.js';

const delivery: Delivery = {
  ...{ id: 'm', failures: 2, type: 'clip.completed', event_id: 7 },
  timestamp: '2026-01-03T10:30:00.000Z',
  facts: { status: 'completed', frames: 300 },
  file: { name: '7_clip.mp4', sha256: 'ab' },
};

describe('readDelivery', () => {
  it.each<[string, unknown, Delivery | undefined]>([
    ['a whole one', delivery, delivery],
    [
      'an older one',
      { ...delivery, failures: undefined, facts: undefined, file: undefined },
      { ...delivery, failures: 0, facts: {}, file: null },
    ],
    [
      'a newer one',
      { ...delivery, type: 'clip.shared', trace: 't' },
      { ...delivery, type: 'clip.shared' },
    ],
    ['one without its id', { ...delivery, id: undefined }, undefined],
    ['one whose event is text', { ...delivery, event_id: '7' }, undefined],
    ['an empty one', {}, undefined],
  ])('reads %s', (_, stored, expected) => {
    expect(readDelivery(stored)).toEqual(expected);
  });
});
