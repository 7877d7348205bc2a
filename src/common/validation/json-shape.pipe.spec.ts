import { describe, expect, it } from '@jest/globals';
import { JsonShapePipe } from './json-shape.pipe.js';

const pipe = new JsonShapePipe();

function nested(levels: number, inArrays: boolean): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = inArrays ? [value] : { next: value };
  return value;
}

const wide = (properties: number) =>
  Object.fromEntries(Array.from({ length: properties }, (_, index) => [`p${index}`, 1]));

describe('JsonShapePipe', () => {
  it.each([null, true, 7, 'text 📷', [], {}, { a: [{ b: 'c' }, null] }])(
    'passes %j on as it is',
    (value) => {
      expect(pipe.transform(value)).toBe(value);
    },
  );

  it.each([true, false])('accepts 32 levels and no more, of arrays: %p', (inArrays) => {
    const deepest = nested(32, inArrays);
    expect(pipe.transform(deepest)).toBe(deepest);
    expect(() => pipe.transform(nested(33, inArrays))).toThrow('at most 32 levels');
    expect(() => pipe.transform({ a: 1, b: nested(32, inArrays), c: 1 })).toThrow('at most 32');
  });

  it.each<[string, unknown, RegExp | null]>([
    ['a list', { list: Array(1000).fill(1) }, null],
    ['a longer list', { list: Array(1001).fill(1) }, /^list may have at most 1000 items\.$/],
    ['a longer list as the body', Array(1001).fill(1), /^The body may have at most 1000 items\.$/],
    ['an object', wide(100), null],
    ['a wider object', { wide: wide(101) }, /^wide may have at most 100 properties\.$/],
    ['values', Array(999).fill(wide(9)), null],
    ['more values', Array(1000).fill(wide(9)), /^The body may have at most 10000 values\.$/],
    ['a long name', { ['n'.repeat(200)]: Array(1001).fill(1) }, /^n{100} may have at most/],
  ])('bounds how much there is to validate: %s', (_, value, message) => {
    if (message) expect(() => pipe.transform(value)).toThrow(message);
    else expect(pipe.transform(value)).toBe(value);
  });

  it.each([
    ['a\0', 'VALIDATION_FAILED'],
    ['\ud83d', 'VALIDATION_FAILED'],
    [{ a: { b: ['ok', '\0'] } }, 'VALIDATION_FAILED'],
    [{ '\0': 1 }, 'VALIDATION_FAILED'],
    [{ a: 1, b: { ['\udc00']: 1 } }, 'VALIDATION_FAILED'],
    [JSON.parse('{"__proto__": 1}'), 'VALIDATION_FAILED'],
    [{ a: [{ constructor: 1 }] }, 'VALIDATION_FAILED'],
    [{ toString: 1 }, 'VALIDATION_FAILED'],
  ])('refuses %j', (value, code) => {
    expect(() => pipe.transform(value)).toThrow(expect.objectContaining({ code, status: 400 }));
  });
});
