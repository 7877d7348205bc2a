/** A half-open stretch of time, in milliseconds since the epoch: `startsAt` ≤ t < `endsAt`. */
export interface Interval {
  readonly startsAt: number;
  readonly endsAt: number;
}

export function lengthOf(interval: Interval): number {
  return interval.endsAt - interval.startsAt;
}

/** The interval of what has a start and an end. */
export function spanOf({ startedAt, endedAt }: { startedAt: Date; endedAt: Date }): Interval {
  return { startsAt: startedAt.getTime(), endsAt: endedAt.getTime() };
}

export function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
