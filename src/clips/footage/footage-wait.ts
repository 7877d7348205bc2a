import type { FootageSource } from '../../events/footage/footage-source.js';
import { coverageOf } from './coverage.js';
import { gapsIn } from '../model/gap.js';
import type { Interval } from '../model/interval.js';
import type { RequestedClip } from '../model/requested-clip.js';

/** How often a waiting job looks for footage by itself, as a notification may be lost. */
const CHECK_MS = 15_000;
/** The same while a recording is being written: nothing notifies of that. */
const GROWTH_CHECK_MS = 3_000;

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

/**
 * When a waiting job looks for footage again, in milliseconds since the epoch. It sleeps until the end of the interval
 * can have been recorded. A recording that is registered wakes it before.
 *
 * @param untilMs see `footageWaitUntilMs`
 * @param mayGrow whether a recording of the interval is being written
 */
export function nextLookMs(
  { endsAtMs }: Interval,
  untilMs: number,
  nowMs: number,
  mayGrow = false,
): number {
  return Math.min(untilMs, Math.max(nowMs, endsAtMs) + (mayGrow ? GROWTH_CHECK_MS : CHECK_MS));
}

/** The message of a request that waits for footage. */
export function waitingMessage(until: Date): string {
  return `Waiting for footage until ${until.toISOString()}.`;
}

/** Whether a clip is made of recordings, which may still arrive. */
export async function waitsForFootage(
  footage: FootageSource,
  { event, options }: Pick<RequestedClip, 'event' | 'options'>,
): Promise<boolean> {
  if (options.source === 'images' || event.videoPath !== null) return false;
  return footage.hasRecordings(event.cameraId);
}
