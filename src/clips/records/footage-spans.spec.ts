import { describe, expect, it } from '@jest/globals';
import { footageSpans } from './footage-spans.js';

const NOON = Date.UTC(2026, 0, 3, 12);
const at = (seconds: number) => new Date(NOON + seconds * 1000);

/** Seconds after noon. */
function spansOf(...recordings: [camera: string, from: number, to: number][]) {
  const rows = recordings.map(([cameraId, from, to]) => ({
    cameraId,
    startedAt: at(from),
    endedAt: at(to),
  }));
  return footageSpans(rows).map(({ camera_id, starts_at, ends_at }) => [
    camera_id,
    (Date.parse(starts_at) - NOON) / 1000,
    (Date.parse(ends_at) - NOON) / 1000,
  ]);
}

describe('The spans of recordings', () => {
  it('are none of none', () => {
    expect(spansOf()).toEqual([]);
  });

  it('join segments that follow each other, in any order', () => {
    expect(spansOf(['a', 20, 30], ['a', 0, 10], ['a', 10.9, 20.1])).toEqual([['a', 0, 30]]);
  });

  it('keep an end that a later and shorter recording lies before', () => {
    expect(spansOf(['a', 0, 60], ['a', 5, 10])).toEqual([['a', 0, 60]]);
  });

  it('are apart where footage is missing, or of another camera', () => {
    const expected = [
      ['a', 0, 10],
      ['a', 11.001, 20],
      ['b', 5, 12],
    ];
    expect(spansOf(['b', 5, 12], ['a', 11.001, 20], ['a', 0, 10])).toEqual(expected);
  });

  it('of a day of segments are one', () => {
    const day = Array.from({ length: 8640 }, (_, i) => ['a', i * 10, i * 10 + 10] as const);
    expect(spansOf(...day.map(([...row]) => row))).toEqual([['a', 0, 86_400]]);
  });
});
