import { type EventTimes, eventEnd } from '../clips/model/event-end.js';
import { cutoffOf } from '../media/retention/cutoff-of.js';

/** What is kept, and for how long. */
export interface RetentionPolicy {
  /** Days of 24 hours, counted from an event's end; 0: events are kept for ever. Cameras may have other days. */
  readonly retentionDays: number;
  /** Bytes that all clips may take together; null: no limit. */
  readonly maxBytes: number | null;
  /** Bytes that stay free on the disk of the clips; null: no limit. */
  readonly minFreeBytes: number | null;
  /** Share of all clips, 0 to 1. If more files are missing, the run does not believe it. */
  readonly maxFraction: number;
}

/** With fewer missing files than this, the volume counts as mounted. */
const GUARD_MINIMUM = 20;
/** How old a file must be to count as an orphan, in milliseconds. */
const ORPHAN_AGE = 3_600_000;
const DAY = 86_400_000;

export interface AgingEvent extends EventTimes {
  readonly lastDetectionAt: Date | null;
  /** Null where it is not known; then the end of the event counts. */
  readonly registeredAt: Date | null;
}

/** Whether the event's retention began before the cutoff. If it began exactly then, the event is kept. */
export function isDue(event: AgingEvent, now: Date, retentionDays: number): boolean {
  const cutoff = cutoffOf(now, retentionDays);
  return cutoff !== null && retentionStart(event, retentionDays) < cutoff;
}

/**
 * The end of the event. One that was due already when it was registered counts from then: the clock of its camera may
 * be years behind, or it was imported later.
 */
function retentionStart(event: AgingEvent, retentionDays: number): Date {
  const { registeredAt } = event;
  const end = eventEnd(event, event.lastDetectionAt);
  const wasDue = registeredAt && registeredAt.getTime() > end.getTime() + retentionDays * DAY;
  return wasDue ? registeredAt : end;
}

export interface Space {
  /** Bytes of all clips. */
  readonly usedBytes: number;
  /** Bytes that the storage of the clips can still keep; null: no limit is known. */
  readonly freeBytes: number | null;
}

/** Bytes of clips to remove until both limits hold. */
export function bytesOverLimits(space: Space, policy: RetentionPolicy): number {
  const { maxBytes, minFreeBytes } = policy;
  const overMaximum = maxBytes === null ? 0 : space.usedBytes - maxBytes;
  const belowMinimum =
    minFreeBytes === null || space.freeBytes === null ? 0 : minFreeBytes - space.freeBytes;
  return Math.max(0, overMaximum, belowMinimum);
}

/** The first of the clips that together have at least the bytes. */
export function firstOf<T extends { readonly bytes: number }>(
  clips: readonly T[],
  bytes: number,
): T[] {
  let left = bytes;
  return clips.filter((clip) => {
    if (left <= 0) return false;
    left -= clip.bytes;
    return true;
  });
}

/** Whether so many files are missing that the volume is probably not mounted. */
export function looksUnmounted(missing: number, all: number, policy: RetentionPolicy): boolean {
  return missing >= GUARD_MINIMUM && missing > policy.maxFraction * all;
}

/** Whether the folder is probably not the one of the clips: it has none of them, and nothing else of the service. */
export function looksEmptied(missing: number, all: number, files: number): boolean {
  return missing > 0 && missing === all && files === 0;
}

/** Whether the database probably belongs to another folder: it knows none of many files. */
export function looksForeign(strays: number, all: number): boolean {
  return all === 0 && strays >= GUARD_MINIMUM;
}

/** Whether a file that no row names is too old to belong to an unfinished request. */
export function isAbandoned(modifiedAt: Date, now: Date): boolean {
  return now.getTime() - modifiedAt.getTime() > ORPHAN_AGE;
}
