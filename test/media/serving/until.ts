import { setImmediate } from 'node:timers/promises';

/**
 * Waits for a condition that another part of this process brings about, `seconds` at most. It looks each time
 * that the event loop turns, as the condition may hold for milliseconds only.
 */
export async function until(
  condition: () => boolean | Promise<boolean>,
  seconds = 4,
): Promise<void> {
  const deadline = performance.now() + seconds * 1000;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error('The condition was not met in time.');
    await setImmediate();
  }
}
