import { describe, expect, it } from '@jest/globals';
import { posterSeconds } from './poster-seconds.js';

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 3, 10) + seconds * 1000);
const gap = (from: number, to: number) => ({
  starts_at: at(from).toISOString(),
  ends_at: at(to).toISOString(),
});
const clip = { method: 'smart' as const, gaps: [], startsAt: at(0), durationSeconds: 10 };

describe('The poster of a clip', () => {
  it.each<[string, Partial<Parameters<typeof posterSeconds>[0]>, number, number]>([
    ['the start of the event', {}, 4.5, 4.5],
    ['the first frame, where the event starts before it', {}, -3, 0],
    ['a frame before the end, where the event starts after it', {}, 99, 9.9],
    ['the first frame of still frames', { method: 'images' }, 4, 0],
    ['the start of the event after a gap that is left out', { gaps: [gap(1, 3)] }, 4, 2],
    ['the start of the event at the end of a gap', { gaps: [gap(1, 4)] }, 4, 1],
    ['the start of the event after two gaps', { gaps: [gap(1, 2), gap(3, 3.5)] }, 4, 2.5],
    ['the start of the event before a gap', { gaps: [gap(5, 7)] }, 4, 4],
    ['the start of the event after a gap before the clip', { gaps: [gap(-5, 0)] }, 4, 4],
    ['the start of the event after a gap at the start', { gaps: [gap(0, 1)] }, 4, 3],
  ])('shows %s', (_, fields, startedAt, expected) => {
    const seconds = posterSeconds({ ...clip, ...fields }, { startedAt: at(startedAt) });
    expect(seconds).toBeCloseTo(expected, 6);
  });
});
