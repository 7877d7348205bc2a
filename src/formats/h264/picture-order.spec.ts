import { describe, expect, it } from '@jest/globals';
import { isShownAsDecoded, type PictureOrder } from './picture-order.js';

const RANGE = 16;

const idr: PictureOrder = { isIdr: true, isReference: true, low: 0, range: RANGE };
/** A picture that later counts build on, with a count of which the last four bits are written. */
const after = (count: number): PictureOrder => ({
  ...{ isIdr: false, isReference: true, low: count % RANGE, range: RANGE },
});
const unused = (count: number): PictureOrder => ({
  ...{ isIdr: false, isReference: false, low: count % RANGE, range: RANGE },
});

describe('isShownAsDecoded', () => {
  it.each<[string, (PictureOrder | null)[], boolean]>([
    ['counts that rise', [idr, after(2), after(4), after(6)], true],
    ['counts that pass the range', [idr, after(6), after(12), after(18), after(24)], true],
    ['a B-frame', [idr, after(6), unused(2), unused(4)], false],
    ['a B-frame across the range', [idr, after(6), after(12), after(18), unused(14)], false],
    ['pictures that no other refers to', [idr, unused(2), after(4), unused(6), after(8)], true],
    ['the same count twice', [idr, after(2), after(2)], false],
    ['a second IDR picture', [idr, after(2), after(4), idr, after(2)], true],
    ['a beginning without an IDR picture', [after(10), after(12), after(14)], true],
    ['a B-frame after such a beginning', [after(10), after(14), unused(12)], false],
    ['pictures that are shown as decoded by their type', ['as decoded', 'as decoded'], true],
    ['a picture of unknown order', [idr, after(2), null, after(6)], false],
    ['no pictures', [], true],
  ])('judges %s', (_, orders, isShown) => {
    expect(isShownAsDecoded(orders)).toBe(isShown);
  });
});
