import { describe, expect, it } from '@jest/globals';
import { describeSkipped } from './describe-skipped.js';

const skipped = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ path: `/media/${i}.jpg`, why: 'is empty' }));

describe('describeSkipped', () => {
  it.each([
    [0, ''],
    [1, '0.jpg is empty.'],
    [3, '0.jpg is empty, 1.jpg is empty, 2.jpg is empty.'],
    [5, '0.jpg is empty, 1.jpg is empty, 2.jpg is empty, and 2 more.'],
  ])('describes %d files', (count, sentence) => {
    expect(describeSkipped(skipped(count))).toBe(sentence);
  });
});
