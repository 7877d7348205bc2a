import { describe, expect, it } from '@jest/globals';
import { compilePathPattern, wildcardsIn } from './path-pattern.js';

const groupsOf = (pattern: string, path: string) =>
  [...path.matchAll(compilePathPattern(pattern))].map(({ groups }) => ({ ...groups }))[0] ?? null;

describe('compilePathPattern', () => {
  it.each([
    [
      '%path/%Y-%m-%d_%H-%M-%S-%f',
      '/srv/site/yard/2026-01-03_10-30-00-123456',
      {
        ...{ camera: 'srv/site/yard', year: '2026', month: '01', day: '03' },
        ...{ hour: '10', minute: '30', second: '00', fraction: '123456' },
      },
    ],
    ['./rec/%path/%s.mp4', 'rec/yard/1767436200', { camera: 'yard', epoch: '1767436200' }],
    [
      '/rec/%F_%T%z.ts',
      'rec/2026-01-03_10:30:00+0100',
      {
        ...{ year: '2026', month: '01', day: '03', hour: '10', minute: '30', second: '00' },
        ...{ offset: '+0100' },
      },
    ],
    // The date twice.
    [
      '%Y%m%d/%Y%m%d%H',
      '20260103/2026010310',
      { year: '2026', month: '01', day: '03', hour: '10' },
    ],
    ['%Y%m%d/%Y%m%d%H', '20260103/2026010410', null],
    ['%v-%y%j%H-%q', '7-2600310-02', { shortYear: '26', dayOfYear: '003', hour: '10' }],
    ['cam*_(%s).[x]', 'cam 1_(1767436200).[x]', { epoch: '1767436200' }],
    ['cam*_%s', 'cam/1_1767436200', null],
    ['%{host}-%$-%C-%s', 'nvr-yard-motion-1767436200', { epoch: '1767436200' }],
    ['100%% %s', '100% 1767436200', { epoch: '1767436200' }],
    // Only whole names.
    ['%s', 'x1767436200', null],
    ['%s', '1767436200x', null],
  ])('reads %s in %s', (pattern, path, groups) => {
    expect(groupsOf(pattern, path)).toEqual(groups);
  });

  it.each([
    ['%Y-%m-%d_%X', /%X is not understood/],
    ['%s%', /% is not understood/],
    ['%Y-%m-%d', /needs a date with an hour, or %s/],
    ['%H-%M-%S', /needs a date/],
    ['%Y-%d %H', /needs a date/],
    ['front', /needs a date/],
  ])('refuses %s', (pattern, message) => {
    expect(() => compilePathPattern(pattern)).toThrow(RangeError);
    expect(() => compilePathPattern(pattern)).toThrow(message);
  });
});

it.each([
  ['%path/%Y-%m-%d_%H-%M-%S-%f', 1],
  ['%Y%m%d%H', 0],
  ['%%path/%s', 0],
  ['%{host}/%$/***%v-%s', 4],
])('wildcardsIn counts what matches any length in %s: %d', (pattern, expected) => {
  expect(wildcardsIn(pattern)).toBe(expected);
});
