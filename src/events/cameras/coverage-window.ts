import { IntervalTooLongError } from '../event-errors.js';
import type { Span } from '../footage/spans.js';

const DAY_MS = 86_400_000;
const MOST_DAYS = 31;

/**
 * The interval that a call asks for: by default a day, the last one. What is still to come is no gap, so it is left
 * out.
 *
 * @throws IntervalTooLongError
 */
export function coverageWindow(from: Date | undefined, to: Date | undefined, now: Date): Span {
  const nowMs = now.getTime();
  const wantedMs = to?.getTime() ?? (from ? from.getTime() + DAY_MS : nowMs);
  const knownMs = Math.min(wantedMs, nowMs);
  const startsAtMs = from?.getTime() ?? knownMs - DAY_MS;
  if (knownMs - startsAtMs > MOST_DAYS * DAY_MS) throw new IntervalTooLongError(MOST_DAYS);
  return { startsAtMs, endsAtMs: Math.max(startsAtMs, knownMs) };
}
