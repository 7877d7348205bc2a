/** A clip whose event or footage has changed is made once nothing has changed for this long. */
const QUIET_MS = 10_000;
/** The longest delay, unless the present clip is longer. */
const MAX_DELAY_MS = 60_000;

/**
 * How long the job of an automatic clip waits from now on, as its event or footage has just changed. An event that is
 * extended all the time gets a clip in any case: the first after a minute, and the next ones when it has become twice
 * as long, so that the clips of an hour together take only about twice as long to make as the last of them.
 *
 * @param changedAtMs when the change came that the job was queued for
 * @param presentMs how long the present clip lasts; 0 where there is none
 */
export function quietDelayMs(changedAtMs: number, nowMs: number, presentMs: number): number {
  const latestMs = changedAtMs + Math.max(MAX_DELAY_MS, presentMs);
  return Math.max(0, Math.min(QUIET_MS, latestMs - nowMs));
}
