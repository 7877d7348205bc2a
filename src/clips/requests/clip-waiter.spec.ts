import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MemoryNotifications } from '../../jobs/testing/memory-notifications.js';
import { CLIP_CHANNEL } from '../records/clip-channel.js';
import { ClipWaiter } from './clip-waiter.js';

describe('ClipWaiter', () => {
  let notifications: MemoryNotifications;
  let waiter: ClipWaiter;
  let looks: number;
  let found: string | null;

  beforeEach(() => {
    jest.useFakeTimers();
    notifications = new MemoryNotifications();
    waiter = new ClipWaiter(notifications);
    looks = 0;
    found = null;
  });
  afterEach(() => {
    jest.useRealTimers();
    waiter.onApplicationShutdown();
  });

  const look = () => {
    looks++;
    return Promise.resolve(found);
  };
  const wait = (signal?: AbortSignal) => waiter.until(7, look, 10_000, signal);
  const tell = (event_id: number) => notifications.publish(CLIP_CHANNEL, { event_id });
  /** Lets everything happen that needs no time. */
  const settle = () => jest.advanceTimersByTimeAsync(0);

  it('finds at once what is there', async () => {
    found = 'clip';
    expect(await wait()).toBe('clip');
    expect(looks).toBe(1);
  });

  it('looks again at news of its event, and at no other', async () => {
    const waiting = wait();
    await settle();
    await tell(8);
    await settle();
    expect(looks).toBe(1);
    await tell(7);
    await settle();
    expect(looks).toBe(2);
    found = 'clip';
    await tell(7);
    expect(await waiting).toBe('clip');
  });

  it('misses no news that comes while it looks', async () => {
    const waiting = waiter.until(
      7,
      async () => {
        looks++;
        const seen = found;
        found = 'clip';
        if (looks === 1) await tell(7);
        return seen;
      },
      10_000,
    );
    expect(await waiting).toBe('clip');
    expect(looks).toBe(2);
  });

  it('looks again when news may have been lost', async () => {
    const waiting = wait();
    await settle();
    found = 'clip';
    notifications.reconnect();
    expect(await waiting).toBe('clip');
  });

  it('looks a last time when the time is up', async () => {
    const waiting = wait();
    await jest.advanceTimersByTimeAsync(9_999);
    expect(looks).toBe(1);
    found = 'clip';
    await jest.advanceTimersByTimeAsync(1);
    expect(await waiting).toBe('clip');
    expect(looks).toBe(2);
  });

  it.each<[string, () => AbortSignal | undefined]>([
    ['whose signal was aborted', () => AbortSignal.abort()],
    ['while the service ends', () => void waiter.beforeApplicationShutdown()],
  ])('looks once for a caller %s', async (_, prepare) => {
    expect(await wait(prepare())).toBeNull();
    expect(looks).toBe(1);
  });

  it.each<[string, (caller: AbortController) => void]>([
    ['the signal', (caller) => caller.abort()],
    ['the service’s end', () => waiter.beforeApplicationShutdown()],
  ])('ends with %s as if the time were up', async (_, end) => {
    const caller = new AbortController();
    const waiting = wait(caller.signal);
    await settle();
    end(caller);
    expect(await waiting).toBeNull();
  });

  it('wakes all who wait for an event, and forgets those who have left', async () => {
    const crowd = [wait(), wait(), wait()];
    await settle();
    found = 'clip';
    await tell(7);
    expect(await Promise.all(crowd)).toEqual(['clip', 'clip', 'clip']);
    await tell(7);
    await settle();
    expect(looks).toBe(6);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('gives what goes wrong while it looks to its caller', async () => {
    const broken = waiter.until(7, () => Promise.reject(new Error('away')), 10_000);
    await expect(broken).rejects.toThrow('away');
    expect(jest.getTimerCount()).toBe(0);
  });
});
