import { describe, expect, it } from 'vitest';
import type { ClipInfo, Gap } from '../../api/types.js';
import { CLIP, EVENT, NO_CLIP } from '../../testing/fake-service.js';
import { eventSpan, footageSpans, gapSpans, requestedSpan, shareOf, shownSpan } from './spans.js';

const at = (seconds: number) =>
  new Date(Date.parse(EVENT.started_at) + seconds * 1000).toISOString();
const gap = (start: number, end: number): Gap => ({ starts_at: at(start), ends_at: at(end) });
const clip = (start: number, end: number, gaps: Gap[]): ClipInfo => ({
  ...CLIP,
  starts_at: at(start),
  ends_at: at(end),
  gaps,
});

describe('eventSpan', () => {
  it.each([
    ['2026-01-03T10:30:12.500Z', 12.5],
    [null, 0],
    ['2026-01-03T10:29:00.000Z', 0],
  ])('of an event that ended at %s lasts %d s', (ended_at, end) => {
    expect(eventSpan({ started_at: EVENT.started_at, ended_at })).toEqual({ start: 0, end });
  });
});

describe('footageSpans', () => {
  it.each([
    ['no gap', clip(-5, 17, []), [[-5, 17]]],
    [
      'a gap inside',
      clip(-5, 17, [gap(2, 4)]),
      [
        [-5, 2],
        [4, 17],
      ],
    ],
    ['gaps at both ends', clip(-2, 10, [gap(-5, -2), gap(10, 17)]), [[-2, 10]]],
    [
      'two gaps',
      clip(-5, 17, [gap(-1, 0), gap(3, 5)]),
      [
        [-5, -1],
        [0, 3],
        [5, 17],
      ],
    ],
    ['unknown gaps', { ...clip(-5, 17, []), gaps: null }, [[-5, 17]]],
    ['no clip', NO_CLIP, []],
  ])('with %s', (_, info, pieces) => {
    expect(footageSpans(EVENT, info).map(({ start, end }) => [start, end])).toEqual(pieces);
  });
});

it('requestedSpan and gapSpans give seconds from the event’s start', () => {
  expect(requestedSpan(EVENT, CLIP)).toEqual({ start: -5, end: 17 });
  expect(requestedSpan(EVENT, NO_CLIP)).toBeNull();
  expect(gapSpans(EVENT, clip(-5, 17, [gap(2, 4)]))).toEqual([{ start: 2, end: 4 }]);
});

describe('shownSpan', () => {
  it.each([
    [[], { start: -30, end: 30 }],
    [[{ start: 0, end: 12 }, null], { start: -30, end: 50 }],
    [
      [
        { start: 0, end: 12 },
        { start: -5, end: 100 },
      ],
      { start: -30, end: 130 },
    ],
    [[{ start: 0, end: 3595 }], { start: -30, end: 3600 }],
    [[{ start: 0, end: 86_400 }], { start: -30, end: 3600 }],
  ])('around %j', (spans, shown) => {
    expect(shownSpan(...spans)).toEqual(shown);
  });
});

it.each([
  [-30, 0],
  [0, 0.5],
  [30, 1],
  [-99, 0],
  [99, 1],
])('shareOf(%d) is %d', (seconds, share) => {
  expect(shareOf(seconds, { start: -30, end: 30 })).toBe(share);
});
