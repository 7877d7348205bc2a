import { describe, expect, it } from '@jest/globals';
import { Subscriptions } from './subscriptions.js';

describe('Subscriptions', () => {
  it('deliver to the listeners of a channel until they leave', () => {
    const subscriptions = new Subscriptions();
    const events: string[] = [];
    const add = (name: string, channel: string) =>
      subscriptions.add(
        channel,
        (payload: { n: number }) => events.push(`${name} ${payload.n}`),
        () => events.push(`${name} again`),
      );
    const leave = add('one', 'clips');
    add('two', 'clips');
    add('three', 'jobs');
    subscriptions.add('quiet', () => {});
    subscriptions.deliver('clips', { n: 1 });
    subscriptions.reconnected();
    leave();
    subscriptions.deliver('clips', { n: 2 });
    subscriptions.deliver('reconnect', { n: 3 });
    subscriptions.reconnected();
    expect(events).toEqual([
      ...['one 1', 'two 1', 'one again', 'two again', 'three again'],
      ...['two 2', 'two again', 'three again'],
    ]);
  });
});
