/** A half-open stretch of time, in milliseconds since the epoch: `startsAt` ≤ t < `endsAt`. */
export interface Interval {
  readonly startsAt: number;
  readonly endsAt: number;
}

export function lengthOf(interval: Interval): number {
  return interval.endsAt - interval.startsAt;
}

export function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
