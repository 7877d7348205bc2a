import { describe, expect, it } from '@jest/globals';
import { instantsOf, pathTime } from './path-time.js';
import { patternStyle } from './pattern-style.js';

function read(pattern: string, path: string): string | null {
  const time = pathTime(path, [], [patternStyle(pattern)])?.time;
  return time ? instantsOf(time, 'Europe/Berlin')[0].toISOString() : null;
}

describe('patternStyle', () => {
  it.each([
    // MediaMTX
    [
      '%path/%Y-%m-%d_%H-%M-%S-%f',
      'yard/2026-01-03_10-30-00-123456.mp4',
      '2026-01-03T09:30:00.123Z',
    ],
    [
      '%path/%Y-%m-%d_%H-%M-%S-%f%z',
      'y/2026-01-03_10-30-00-123456-0500.mp4',
      '2026-01-03T15:30:00.123Z',
    ],
    [
      '%path/%Y-%m-%d_%H-%M-%S-%f-%z',
      'y/2026-01-03_10-30-00-123456-Z.mp4',
      '2026-01-03T10:30:00.123Z',
    ],
    ['%path/%s-%f', 'yard/1767436200-500000.mp4', '2026-01-03T10:30:00.500Z'],
    ['%path/%s', 'yard/1767436200.mp4', '2026-01-03T10:30:00.000Z'],
    // motion
    ['%v-%Y%m%d%H%M%S', '07-20260103103000.mkv', '2026-01-03T09:30:00.000Z'],
    ['%Y%m%d/%t-%H%M%S-%q', '20260103/1-103000-02.mp4', '2026-01-03T09:30:00.000Z'],
    // Names that are ambiguous without a pattern
    ['%d-%m-%Y_%H-%M-%S', '/srv/03-01-2026_10-30-00.mp4', '2026-01-03T09:30:00.000Z'],
    ['%m-%d-%Y_%H-%M-%S', '/srv/01-03-2026_10-30-00.mp4', '2026-01-03T09:30:00.000Z'],
    ['*_%y%m%d%H%M', 'x_2601031030.mp4', '2026-01-03T09:30:00.000Z'],
    ['%d %b %Y %I.%M%p', '03 Jan 2026 10.30PM.mp4', '2026-01-03T21:30:00.000Z'],
    ['%e %B %Y %l.%M %p', ' 3 January 2026 12.30 AM.mp4', '2026-01-02T23:30:00.000Z'],
    ['%Y-%j/%H', '2026-003/10.mp4', '2026-01-03T09:00:00.000Z'],
    ['%Y-%j/%H', '2026-366/10.mp4', null],
    ['%Y-%m-%d/%H', '2026-02-30/10.mp4', null],
    ['%Y-%m-%d/%I%p', '2026-02-03/13PM.mp4', null],
    ['%Y-%b-%d/%H', '2026-Foo-03/10.mp4', null],
    ['%Y-%m-%d/%H', 'video.mp4', null],
  ])('reads by %s the path %s', (pattern, path, expected) => {
    expect(read(pattern, path)).toBe(expected);
  });
});
