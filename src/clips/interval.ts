/** A half-open stretch of time, in milliseconds since the epoch: `startsAt` ≤ t < `endsAt`. */
export interface Interval {
  readonly startsAt: number;
  readonly endsAt: number;
}

export function lengthOf(interval: Interval): number {
  return interval.endsAt - interval.startsAt;
}

/** What two intervals share, or null. An empty interval shares the instant that lies in the other. */
export function intersectionOf(a: Interval, b: Interval): Interval | null {
  const startsAt = Math.max(a.startsAt, b.startsAt);
  const endsAt = Math.min(a.endsAt, b.endsAt);
  return startsAt < endsAt || (startsAt === endsAt && startsAt < b.endsAt)
    ? { startsAt, endsAt }
    : null;
}

export function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
