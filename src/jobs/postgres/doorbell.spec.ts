import { describe, expect, it } from '@jest/globals';
import { Doorbell } from './doorbell.js';

const LONG_MS = 20_000;

/** Whether a wait of twenty seconds has ended by now. */
async function ended(wait: Promise<void>): Promise<boolean> {
  const later = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 20));
  return Promise.race([wait.then(() => true), later]);
}

describe('Doorbell', () => {
  it('ends a wait when it rings', async () => {
    const bell = new Doorbell();
    const wait = bell.wait(LONG_MS);
    expect(await ended(wait)).toBe(false);
    bell.ring();
    expect(await ended(wait)).toBe(true);
  });

  it('ends the next wait at once when it rang before, and only that one', async () => {
    const bell = new Doorbell();
    bell.ring();
    bell.ring();
    expect(await ended(bell.wait(LONG_MS))).toBe(true);
    const wait = bell.wait(LONG_MS);
    expect(await ended(wait)).toBe(false);
    bell.ring();
    await wait;
  });

  it('ends a wait when its time is up', async () => {
    expect(await ended(new Doorbell().wait(1))).toBe(true);
  });

  it('is quiet again after a ring that ended a wait', async () => {
    const bell = new Doorbell();
    const first = bell.wait(LONG_MS);
    bell.ring();
    await first;
    const second = bell.wait(LONG_MS);
    expect(await ended(second)).toBe(false);
    bell.ring();
    await second;
  });
});
