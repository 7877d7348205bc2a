import { describe, expect, it } from '@jest/globals';
import { FrameTimes, secondsOf, tickAtOrAfter } from './frame-times.js';

describe('tickAtOrAfter', () => {
  it.each([
    ['on a tick', 2, '1/15360', 30_720],
    ['a third, which has no exact binary form', 1 / 3, '1/90000', 30_000],
    ['between two ticks', 2.00001, '1/15360', 30_721],
    ['on a coarse tick', 0.2, '1/15', 3],
    ['just after a coarse tick', 0.201, '1/15', 4],
    ['before zero', -0.5, '1/1000', -500],
  ])('rounds up %s', (_, seconds, timeBase, tick) => {
    expect(tickAtOrAfter(seconds, timeBase)).toBe(tick);
  });
});

it('secondsOf refuses an invalid time base', () => {
  expect(() => secondsOf('0/0')).toThrow(RangeError);
});

describe('FrameTimes', () => {
  const report =
    'frame:0    pts:92160   pts_time:6\nn=1\nframe:1    pts:93184   pts_time:6.06667\nn=1\n';

  it('reads the report in one piece, and in two of any length', () => {
    for (let cut = 0; cut <= report.length; cut++) {
      const times = new FrameTimes();
      times.add(Buffer.from(report.slice(0, cut)));
      times.add(Buffer.from(report.slice(cut)));
      expect(times.rising).toEqual([92_160, 93_184]);
    }
  });

  it('lists the frames in the order of their times', () => {
    const times = new FrameTimes();
    times.add(Buffer.from([3, 1, 2, 5, 4].map((pts) => `frame:${pts} pts:${pts}\n`).join('')));
    expect(times.rising).toEqual([1, 2, 3, 4, 5]);
    expect([times.earliest, times.latest]).toEqual([1, 4]);
  });

  it.each([
    ['frames in order', [1, 2, 3], 0],
    ['frames that a decoder gave out of order', [1, 3, 2, 4], 1],
    ['a clock that starts again', [90, 91, 1, 2], 90],
    ['no frames', [], 0],
  ])('says by how much the times of %s fall', (_, ticks, fall) => {
    const times = new FrameTimes();
    times.add(Buffer.from(ticks.map((pts) => `frame:${pts} pts:${pts}\n`).join('')));
    expect(times.largestFall).toBe(fall);
  });

  it('is empty before the first report', () => {
    expect([new FrameTimes().earliest, new FrameTimes().latest]).toEqual([Infinity, -Infinity]);
  });
});
