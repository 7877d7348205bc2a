import { describe, expect, it } from '@jest/globals';
import { parseRange } from './byte-range.js';

const SIZE = 1000;
const IGNORED = null;
const UNSATISFIABLE: [] = [];
const bytes = (start: number, end: number) => ({ start, end });

describe('parseRange', () => {
  it.each([
    ['bytes=0-0', [bytes(0, 0)]],
    ['bytes=0-999', [bytes(0, 999)]],
    ['bytes=0-1000', [bytes(0, 999)]],
    ['bytes=10-19', [bytes(10, 19)]],
    ['bytes=990-', [bytes(990, 999)]],
    ['bytes=999-', [bytes(999, 999)]],
    ['bytes=-1', [bytes(999, 999)]],
    ['bytes=-1000', [bytes(0, 999)]],
    ['bytes=-1001', [bytes(0, 999)]],
    ['bytes=007-008', [bytes(7, 8)]],
    ['BYTES=1-2', [bytes(1, 2)]],
    ['bytes= 1-2 ', [bytes(1, 2)]],
    [`bytes=5-${'9'.repeat(400)}`, [bytes(5, 999)]],
    [`bytes=-${'9'.repeat(400)}`, [bytes(0, 999)]],
    ['bytes=0-1,5-6', [bytes(0, 1), bytes(5, 6)]],
    ['bytes=0-1, 5000-', [bytes(0, 1)]],
    ['bytes=1000-', UNSATISFIABLE],
    ['bytes=1000-1001', UNSATISFIABLE],
    ['bytes=-0', UNSATISFIABLE],
    [`bytes=${'9'.repeat(400)}-`, UNSATISFIABLE],
    ['bytes=2000-,3000-', UNSATISFIABLE],
    ['bytes=5-2', IGNORED],
    ['bytes=', IGNORED],
    ['bytes=-', IGNORED],
    ['bytes=--1', IGNORED],
    ['bytes=1-2-3', IGNORED],
    ['bytes=a-b', IGNORED],
    ['bytes=0x1-2', IGNORED],
    ['bytes=1e2-', IGNORED],
    ['bytes=1.5-2', IGNORED],
    ['bytes=+1-2', IGNORED],
    ['bytes=1', IGNORED],
    ['bytes 0-1', IGNORED],
    ['bytes =0-1', IGNORED],
    ['bytes=0-1,x', IGNORED],
    ['bytes=0-1;5-6', IGNORED],
    ['seconds=0-1', IGNORED],
    ['0-1', IGNORED],
    ['', IGNORED],
  ])('%.40s', (header, expected) => {
    expect(parseRange(header, SIZE)).toEqual(expected);
  });

  it.each(['bytes=0-', 'bytes=0-0', 'bytes=-5'])(
    'finds nothing in an empty file for %s',
    (header) => {
      expect(parseRange(header, 0)).toEqual(UNSATISFIABLE);
    },
  );
});
