import { MAX_CLIP_SECONDS } from './clip-errors.js';
import { type Interval, intervalOf, lengthMsOf } from './interval.js';
import { IntervalClipTooLongError, IntervalInFutureError } from './interval-errors.js';

/**
 * The interval between two instants, of which the second one is the later.
 *
 * @param latest when an interval may start at the latest
 * @throws IntervalClipTooLongError, IntervalInFutureError
 */
export function checkedInterval(from: Date, to: Date, latest: Date): Interval {
  const interval = intervalOf(from, to);
  const seconds = Math.ceil(lengthMsOf(interval) / 1000);
  if (seconds > MAX_CLIP_SECONDS) throw new IntervalClipTooLongError(seconds);
  if (from > latest) throw new IntervalInFutureError(latest);
  return interval;
}
