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
  const notify = (event_id: number) => notifications.publish(CLIP_CHANNEL, { event_id });
  /** Runs everything that waits for no timer. */
  const settle = () => jest.advanceTimersByTimeAsync(0);

  it('finds at once what exists', async () => {
    found = 'clip';
    expect(await wait()).toBe('clip');
    expect(looks).toBe(1);
  });

  it('looks again after a notification of its event, and of no other', async () => {
    const waiting = wait();
    await settle();
    await notify(8);
    await settle();
    expect(looks).toBe(1);
    await notify(7);
    await settle();
    expect(looks).toBe(2);
    found = 'clip';
    await notify(7);
    expect(await waiting).toBe('clip');
  });

  it('misses no notification while it looks', async () => {
    const waiting = waiter.until(
      7,
      async () => {
        looks++;
        const seen = found;
        found = 'clip';
        if (looks === 1) await notify(7);
        return seen;
      },
      10_000,
    );
    expect(await waiting).toBe('clip');
    expect(looks).toBe(2);
  });

  it('looks again when notifications may have been lost', async () => {
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
    ['during shutdown', () => void waiter.beforeApplicationShutdown()],
  ])('looks once for a caller %s', async (_, prepare) => {
    expect(await wait(prepare())).toBeNull();
    expect(looks).toBe(1);
  });

  it.each<[string, (caller: AbortController) => void]>([
    ['the signal', (caller) => caller.abort()],
    ['the shutdown', () => waiter.beforeApplicationShutdown()],
  ])('ends with %s as if the time were up', async (_, end) => {
    const caller = new AbortController();
    const waiting = wait(caller.signal);
    await settle();
    end(caller);
    expect(await waiting).toBeNull();
  });

  it('wakes every wait for an event, and forgets those that have ended', async () => {
    const crowd = [wait(), wait(), wait()];
    await settle();
    found = 'clip';
    await notify(7);
    expect(await Promise.all(crowd)).toEqual(['clip', 'clip', 'clip']);
    await notify(7);
    await settle();
    expect(looks).toBe(6);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('passes errors of a look to its caller', async () => {
    const broken = waiter.until(7, () => Promise.reject(new Error('away')), 10_000);
    await expect(broken).rejects.toThrow('away');
    expect(jest.getTimerCount()).toBe(0);
  });
});
