import { describe, expect, it } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';
import { mapConcurrently } from './map-concurrently.js';

describe('mapConcurrently', () => {
  it.each([0, 1, 3, 4, 9])('gives the results of %d items in their order', async (count) => {
    const items = Array.from({ length: count }, (_, index) => index);
    const results = await mapConcurrently(items, 4, async (item) => {
      for (let turn = item; turn < count; turn++) await setImmediate();
      return item * 2;
    });
    expect(results).toEqual(items.map((item) => item * 2));
  });

  it('has no more under way at once than it may, and no fewer', async () => {
    let running = 0;
    let most = 0;
    await mapConcurrently(Array(20).fill(null), 4, async () => {
      most = Math.max(most, ++running);
      await setImmediate();
      running--;
    });
    expect(most).toBe(4);
  });

  it('begins nothing more after a failure', async () => {
    const begun: number[] = [];
    const work = async (item: number): Promise<void> => {
      begun.push(item);
      await setImmediate();
      if (item === 1) throw new Error('away');
    };
    await expect(mapConcurrently([0, 1, 2, 3, 4, 5, 6, 7], 2, work)).rejects.toThrow('away');
    await setImmediate();
    await setImmediate();
    expect(begun).toEqual([0, 1, 2]);
  });
});
