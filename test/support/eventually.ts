import { setTimeout } from 'node:timers/promises';

/** Waits until the condition is true, but not longer than the timeout. A rejection counts as false. */
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

/**
 * Waits until a count reaches its goal, as long as it grows, since the time for many jobs depends on the
 * machine. Fails if the count has not grown for `stalledMs`.
 */
export async function reaches(
  goal: number,
  count: () => Promise<number>,
  stalledMs = 40_000,
): Promise<void> {
  for (let reached = await count(); reached < goal; reached = await count()) {
    const before = reached;
    await eventually(async () => (await count()) > before, stalledMs);
  }
}
