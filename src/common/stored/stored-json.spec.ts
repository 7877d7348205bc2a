import { describe, expect, it } from '@jest/globals';
import {
  flag,
  instant,
  instantText,
  listOf,
  nullOr,
  number,
  numbersLike,
  object,
  objectWithDefaults,
  oneOf,
  type Reader,
  record,
  text,
  withDefault,
} from './stored-json.js';

const AT = '2026-01-03T10:30:00.000Z';
const point = object<{ x: number; y: number }>({ x: number, y: withDefault(number, 5) });
const unread = undefined;

describe('A reader of stored JSON', () => {
  it.each<[string, Reader<unknown>, unknown, unknown]>([
    ['text', text, 'a', 'a'],
    ['text', text, 1, unread],
    ['number', number, 0, 0],
    ['number', number, '1', unread],
    ['flag', flag, false, false],
    ['flag', flag, 0, unread],
    ['instant', instant, AT, new Date(AT)],
    ['instant', instant, 'yesterday', unread],
    ['instant', instant, 0, unread],
    ['instantText', instantText, AT, AT],
    ['instantText', instantText, '', unread],
    ['oneOf', oneOf(['a', 'b']), 'b', 'b'],
    ['oneOf', oneOf(['a', 'b']), 'c', unread],
    ['nullOr', nullOr(text), null, null],
    ['nullOr', nullOr(text), unread, unread],
    ['withDefault', withDefault(text, 'a'), 1, 'a'],
    ['withDefault', withDefault(nullOr(text), 'a'), null, null],
    ['listOf', listOf(text), ['a', 'b'], ['a', 'b']],
    ['listOf', listOf(text), ['a', 1], unread],
    ['listOf', listOf(text), { 0: 'a' }, unread],
    ['record', record, { a: 1 }, { a: 1 }],
    ['record', record, [], unread],
    ['record', record, null, unread],
    ['object', point, { x: 1, y: 2, z: 3 }, { x: 1, y: 2 }],
    ['object', point, { x: 1 }, { x: 1, y: 5 }],
    ['object', point, { y: 1 }, unread],
    ['object', point, null, unread],
    ['object', point, [1, 2], unread],
    ['numbersLike', numbersLike({ a: 0, b: 7 }), { a: 3, c: 4 }, { a: 3, b: 7 }],
    ['numbersLike', numbersLike({ a: 0 }), { a: '3' }, { a: 0 }],
    ['numbersLike', numbersLike({ a: 0 }), 'none', { a: 0 }],
    ['objectWithDefaults', objectWithDefaults({ x: withDefault(number, 1) }), null, { x: 1 }],
  ])('takes with %s what it knows', (_, read, stored, expected) => {
    expect(read(stored)).toEqual(expected);
  });

  it('gives each caller defaults of its own', () => {
    const read = numbersLike({ a: 0 });
    read(null).a = 1;
    expect(read(null)).toEqual({ a: 0 });
  });
});
