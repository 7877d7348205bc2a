import { describe, expect, it } from '@jest/globals';
import { concatList } from './concat-list.js';

describe('concatList', () => {
  it('gives each file its duration and names the last one twice', () => {
    const files = [
      { path: '/stills/0.jpg', slot: 0 },
      { path: '/stills/1.jpg', slot: 1 },
    ];
    expect(concatList(files, 2)).toBe(
      [
        "file '/stills/0.jpg'",
        'option framerate 2',
        'duration 0.5',
        "file '/stills/1.jpg'",
        'option framerate 2',
        'duration 0.5',
        "file '/stills/1.jpg'",
        'option framerate 2',
        '',
      ].join('\n'),
    );
  });

  it.each([
    ["/it's.jpg", "file '/it'\\''s.jpg'"],
    ["/''.jpg", "file '/'\\'''\\''.jpg'"],
    ['/a b\\n#ü.jpg', "file '/a b\\n#ü.jpg'"],
  ])('quotes %s', (path, line) => {
    expect(concatList([{ path, slot: 0 }], 1).split('\n')[0]).toBe(line);
  });

  it('leaves gaps for the stills of other lists', () => {
    const files = [3, 4, 7].map((slot) => ({ path: `/${slot}.png`, slot }));
    expect(durations(concatList(files, 4))).toEqual([0.25, 0.75, 0.25]);
  });

  it.each([7, 24, 30, 60])('does not drift at %d per second', (fps) => {
    const files = Array.from({ length: 1000 }, (_, slot) => ({ path: `/${slot}.jpg`, slot }));
    const total = durations(concatList(files, fps)).reduce((sum, seconds) => sum + seconds, 0);
    expect(total).toBeCloseTo(1000 / fps, 5);
  });
});

function durations(list: string): number[] {
  return [...list.matchAll(/^duration (\d+(?:\.\d+)?)$/gm)].map((match) => Number(match[1]));
}
