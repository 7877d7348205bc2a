import { setTimeout } from 'node:timers/promises';

/** Waits, but not beyond the signal's abort. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal }).catch(() => {});
}
