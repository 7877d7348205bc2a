import { describe, expect, it } from '@jest/globals';
import { inStep } from './in-step.js';

describe('inStep', () => {
  it.each<[string, number[], number[], string]>([
    ['always continues the one that is behind', [1, 2, 6], [0, 3, 4, 5], 'a1 b0 b3 a2 a6 b4 b5'],
    ['completes the one that is left', [1], [2, 3, 4], 'a1 b2 b3 b4'],
    ['completes one alone', [1, 2], [], 'a1 a2'],
    ['goes by the times of pictures that are reordered', [0, 4, 2], [1, 3], 'a0 b1 a4 b3 a2'],
  ])('%s', async (_, a, b, expected) => {
    const done: string[] = [];
    // eslint-disable-next-line @typescript-eslint/require-await -- it stands for reading a file
    async function* work(name: string, times: number[]) {
      for (const time of times) {
        done.push(`${name}${time}`);
        yield time;
      }
    }
    await inStep([work('a', a), work('b', b)]);
    expect(done.join(' ')).toBe(expected);
  });
});
