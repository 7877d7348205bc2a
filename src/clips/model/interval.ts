/** A half-open interval of time, in milliseconds since the epoch: `startsAtMs` ≤ t < `endsAtMs`. */
export interface Interval {
  readonly startsAtMs: number;
  readonly endsAtMs: number;
}

/** A half-open part of a file: `fromSeconds` ≤ t < `toSeconds` after its first frame. */
export interface FilePart {
  readonly fromSeconds: number;
  readonly toSeconds: number;
}

export function lengthMsOf({ startsAtMs, endsAtMs }: Interval): number {
  return endsAtMs - startsAtMs;
}

export function intervalOf(startsAt: Date, endsAt: Date): Interval {
  return { startsAtMs: startsAt.getTime(), endsAtMs: endsAt.getTime() };
}

export function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
