import { coverageOf } from './coverage.js';
import { gapsIn } from '../model/gap.js';
import type { Interval } from '../model/interval.js';

/**
 * Until when a clip waits for recordings of its interval that are not registered yet, in milliseconds
 * since the epoch; null where there is nothing to wait for: the recordings cover the interval, or the
 * grace period after its end is over.
 */
export function footageWaitUntilMs(
  interval: Interval,
  recordings: readonly Interval[],
  graceSeconds: number,
  nowMs: number,
): number | null {
  const deadlineMs = interval.endsAtMs + graceSeconds * 1000;
  if (nowMs >= deadlineMs) return null;
  const segments = coverageOf(interval, recordings);
  const covered = segments.length > 0 && gapsIn(interval, segments).length === 0;
  return covered ? null : deadlineMs;
}
