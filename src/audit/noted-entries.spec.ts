import { describe, expect, it } from '@jest/globals';
import { NotedEntries, type NotedEntry } from './noted-entries.js';

const noted = (id: number): NotedEntry => ({
  actor: { kind: 'key', key: 'nvr', user: null, address: null, requestId: null },
  facts: { action: 'clip.viewed', eventIds: [id] },
  notedAtMs: id,
});
const idsOf = (entries: readonly NotedEntry[]) => entries.map(({ notedAtMs }) => notedAtMs);

describe('NotedEntries', () => {
  it('gives entries in the order in which they were noted, also those that were put back', () => {
    const entries = new NotedEntries(10);
    for (const id of [1, 2, 3]) entries.add(noted(id));
    const taken = entries.take(2);
    expect(idsOf(taken)).toEqual([1, 2]);
    entries.add(noted(4));
    entries.putBack(taken);
    expect(entries.count).toBe(4);
    expect(idsOf(entries.take(10))).toEqual([1, 2, 3, 4]);
    expect(entries.takeDropped()).toBe(0);
  });

  it('drops the oldest above its bound, and counts each once', () => {
    const entries = new NotedEntries(3);
    for (const id of [1, 2, 3]) entries.add(noted(id));
    const taken = entries.take(3);
    for (const id of [4, 5]) entries.add(noted(id));
    entries.putBack(taken);
    entries.add(noted(6));
    expect(entries.takeDropped()).toBe(3);
    expect(entries.takeDropped()).toBe(0);
    expect(idsOf(entries.take(10))).toEqual([4, 5, 6]);
  });
});
