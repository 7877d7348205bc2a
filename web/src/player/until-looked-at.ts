import { pause } from '../api/pause.js';

/** Waits, and longer than that while the page is hidden. */
export async function untilLookedAt(milliseconds: number, signal: AbortSignal): Promise<void> {
  await pause(milliseconds, signal);
  while (document.hidden) await visibilityChange(signal);
}

function visibilityChange(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    document.addEventListener('visibilitychange', () => resolve(), { once: true, signal });
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
