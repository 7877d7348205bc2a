import { setImmediate } from 'node:timers/promises';

/** Waits for a condition that another part of the process brings about, `seconds` at most. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  seconds = 4,
): Promise<void> {
  const deadline = performance.now() + seconds * 1000;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error('The condition did not come about in time.');
    await setImmediate();
  }
}
