import { describe, expect, it } from '@jest/globals';
import { Tail } from './tail.js';

describe('Tail', () => {
  it.each([
    { name: 'nothing', chunks: [], expected: '' },
    { name: 'less than the limit', chunks: ['ab', 'cd'], expected: 'abcd' },
    { name: 'many small chunks', chunks: ['abc', 'def', 'ghi'], expected: 'bcdefghi' },
    { name: 'one chunk over the limit', chunks: ['0123456789abcdef'], expected: '89abcdef' },
  ])('keeps the last bytes of $name', ({ chunks, expected }) => {
    const tail = new Tail(8);
    chunks.forEach((chunk) => tail.push(Buffer.from(chunk)));
    expect(tail.toString()).toBe(expected);
  });
});
