import { describe, expect, it } from '@jest/globals';
import { eventEnd } from './event-end.js';

const at = (seconds: number) => new Date(seconds * 1000);

describe('eventEnd', () => {
  it.each<[string, number | null, number | null, number]>([
    ['its own end', 120, 130, 120],
    ['its last detection', null, 130, 130],
    ['its start', null, null, 100],
    ['its start, where its end is before', 90, null, 100],
    ['its start, where its last detection is before', null, 90, 100],
  ])('is %s', (_, end, detection, expected) => {
    const times = { startedAt: at(100), endedAt: end === null ? null : at(end) };
    expect(eventEnd(times, detection === null ? null : at(detection))).toEqual(at(expected));
  });
});
