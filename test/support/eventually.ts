import { setTimeout } from 'node:timers/promises';

/** Waits, boundedly, until the condition holds; a rejection counts as "not yet". */
export async function eventually(
  condition: () => boolean | Promise<boolean>,
  timeoutMs = 40_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const held = await Promise.resolve()
      .then(condition)
      .catch(() => false);
    if (held) return;
    if (Date.now() > deadline)
      throw new Error(`Still not so after ${timeoutMs} ms: ${condition.toString()}`);
    await setTimeout(20);
  }
}
