/** What is known of an instant: the database's clock, and how long the machine had been running. */
export interface ClockReading {
  readonly at: Date;
  /** Identifies the start of the machine; null where it is not known. */
  readonly bootId: string | null;
  /** Milliseconds since that start, which no clock that is set changes. */
  readonly uptimeMs: number;
}

const HOUR_MS = 3_600_000;
/** Clocks that are corrected gradually differ by less than this between two readings. */
const DRIFT_MS = 60_000;
/** How long the service may have been off, where nothing measures it, before the clock is doubted instead. */
const UNMEASURED_MS = 24 * HOUR_MS;

/**
 * How far the clock moved between two readings beyond the time that passed, in milliseconds; negative where it
 * was set back. Within one start of the machine its uptime measures the time that passed. Otherwise, a day without a
 * reading is taken for a service that was off, and a longer one, or a clock that went back, for a step.
 */
export function stepBetween(before: ClockReading, now: ClockReading): number {
  const movedMs = now.at.getTime() - before.at.getTime();
  if (before.bootId !== null && before.bootId === now.bootId) {
    const stepMs = movedMs - (now.uptimeMs - before.uptimeMs);
    return Math.abs(stepMs) > DRIFT_MS ? stepMs : 0;
  }
  return movedMs > UNMEASURED_MS || movedMs < -HOUR_MS ? movedMs : 0;
}

/** Whether the clock is so far from where it should be that nothing may be deleted by it. */
export function isStepped(stepMs: number): boolean {
  return Math.abs(stepMs) > HOUR_MS;
}
