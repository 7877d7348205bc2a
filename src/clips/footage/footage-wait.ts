import { coverageOf } from './coverage.js';
import { gapsIn } from '../model/gap.js';
import type { Interval } from '../model/interval.js';

/**
 * Until when footage of a window may still land, in milliseconds since the epoch; null where nothing is
 * to be waited for: the recordings cover it, or they have had their time.
 */
export function footageToCome(
  window: Interval,
  recordings: readonly Interval[],
  graceSeconds: number,
  now: number,
): number | null {
  const deadline = window.endsAt + graceSeconds * 1000;
  if (now >= deadline) return null;
  const stretches = coverageOf(window, recordings);
  const covered = stretches.length > 0 && gapsIn(window, stretches).length === 0;
  return covered ? null : deadline;
}
