import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MAX_NOTIFICATION_BYTES, type Notifications } from '../../src/jobs/notifications.js';
import { eventually } from '../support/eventually.js';

/** The contract of every engine. `open` returns two nodes, or the same one twice. */
export function describeNotifications(
  name: string,
  open: () => Promise<{ nodes: [Notifications, Notifications]; dispose(): Promise<void> }>,
): void {
  describe(name, () => {
    let engine: Awaited<ReturnType<typeof open>>;
    beforeEach(async () => {
      engine = await open();
    });
    afterEach(() => engine.dispose());

    it('reaches every subscriber of the channel, in order', async () => {
      const [one, other] = engine.nodes;
      const seen: [string, number][] = [];
      one.subscribe<{ i: number }>('a', ({ i }) => seen.push(['one', i]));
      other.subscribe<{ i: number }>('a', ({ i }) => seen.push(['other', i]));
      other.subscribe('b', () => seen.push(['wrong', 0]));
      await Promise.all([1, 2, 3].map((i) => one.publish('a', { i })));
      await eventually(() => seen.length >= 6);
      for (const node of ['one', 'other']) {
        expect(seen.filter(([name]) => name === node).map(([, i]) => i)).toEqual([1, 2, 3]);
      }
      expect(seen).toHaveLength(6);
    });

    it('does not reach a listener that has unsubscribed', async () => {
      const [one] = engine.nodes;
      const seen: string[] = [];
      const unsubscribe = one.subscribe('a', () => seen.push('first'));
      one.subscribe('a', () => seen.push('second'));
      unsubscribe();
      await one.publish('a', {});
      await eventually(() => seen.length > 0);
      expect(seen).toEqual(['second']);
    });

    it('accepts a payload up to the limit, with any characters', async () => {
      const [one] = engine.nodes;
      const seen: string[] = [];
      one.subscribe<{ text: string }>('a', ({ text }) => seen.push(text));
      const frame = Buffer.byteLength(JSON.stringify({ text: '' }));
      const text = 'é'.repeat((MAX_NOTIFICATION_BYTES - frame) / 2);
      await one.publish('a', { text });
      await eventually(() => seen.length > 0);
      expect(seen).toEqual([text]);
      await expect(one.publish('a', { text: `${text}é` })).rejects.toThrow(RangeError);
    });
  });
}
