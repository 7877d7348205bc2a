import { describe, expect, it } from '@jest/globals';
import { decodeCursor, encodeCursor } from './keyset.js';

const base64url = (text: string): string => Buffer.from(text).toString('base64url');

describe('A cursor', () => {
  it.each([
    ['2026-01-03T10:30:00.000Z', 1],
    ['2026-01-03T10:30:00.999Z', 2_147_483_647],
    ['0001-01-01T00:00:00.000Z', 42],
    ['+012000-01-01T00:00:00.000Z', 42],
  ])('holds the instant %s and the id %d', (instant, id) => {
    const place = { at: new Date(instant), id };
    expect(decodeCursor(encodeCursor(place))).toEqual(place);
  });

  it('holds ids up to the largest of its column', () => {
    const place = { at: new Date('2026-01-03T10:30:00Z'), id: 2_147_483_648 };
    const cursor = encodeCursor(place);
    expect(decodeCursor(cursor, Number.MAX_SAFE_INTEGER)).toEqual(place);
    expect(() => decodeCursor(cursor)).toThrow(expect.objectContaining({ code: 'INVALID_CURSOR' }));
  });

  it.each([
    '',
    'null',
    '%00',
    'a'.repeat(10_000),
    base64url('2026-01-03T10:30:00.000Z'),
    base64url('2026-01-03T10:30:00.000Z 0'),
    base64url('2026-01-03T10:30:00.000Z -1'),
    base64url('2026-01-03T10:30:00.000Z 1e3'),
    base64url('2026-01-03T10:30:00.000Z 2147483648'),
    base64url('2026-01-03T10:30:00.000Z 1 OR 1=1'),
    base64url('2026-02-30T10:30:00.000Z 1'),
    base64url('2026-01-03T10:30:00.000 1'),
    base64url('-271821-04-20T00:00:00.000Z 1'),
  ])('is refused when it reads %j', (cursor) => {
    expect(() => decodeCursor(cursor)).toThrow(expect.objectContaining({ code: 'INVALID_CURSOR' }));
  });
});
