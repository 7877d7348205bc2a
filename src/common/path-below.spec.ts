import { describe, expect, it } from '@jest/globals';
import { pathBelow } from './path-below.js';

describe('pathBelow', () => {
  it.each<[string, string, string | null]>([
    ['/a', '/a/b/c', 'b/c'],
    ['/a/', '/a/b', 'b'],
    ['/', '/a', 'a'],
    ['/a', '/a', ''],
    ['/a', '/ab', null],
    ['/a/b', '/a', null],
  ])('from %s to %s is %p', (folder, path, below) => {
    expect(pathBelow(folder, path)).toBe(below);
  });
});
