import type { CleanupStop } from '../dto/cleanup-result.dto.js';

const HOUR_MS = 3_600_000;

const CONFIRM =
  'Look at what is due with "event-clips cleanup --dry-run"; if it may be deleted, run "event-clips cleanup --confirm".';

/** @param stepMs by which the database's clock moved beyond the time that passed */
export function clockDoubt(stepMs: number): CleanupStop {
  const moved = `${shownSpan(Math.abs(stepMs))} ${stepMs > 0 ? 'ahead' : 'back'}`;
  return {
    code: 'CLOCK_STEPPED',
    message: `The clock of the database moved ${moved}, or the service was off for a long time, so nothing is deleted. Check the clock and set it right if it is wrong. ${CONFIRM}`,
  };
}

export interface UnusualDeletions {
  readonly events: number;
  readonly recordings: number;
  /** When a run last completed. */
  readonly since: Date;
}

export function unusualDoubt({ events, recordings, since }: UnusualDeletions): CleanupStop {
  return {
    code: 'SEVERAL_DAYS_DUE',
    message: `The footage of several days would be deleted at once, since the last run that completed was at ${since.toISOString()} or a retention period was shortened: ${events} events and ${recordings} recordings more than in a usual run. ${CONFIRM}`,
  };
}

/** @param aheadMs by which the node's clock is ahead of the database's; negative: behind it */
export function nodeClockWarning(aheadMs: number): string {
  return `The clock of this node is ${shownSpan(Math.abs(aheadMs))} ${aheadMs > 0 ? 'ahead of' : 'behind'} the database's. Set the one that is wrong: retention goes by the database's, the schedule by the node's.`;
}

/** Rounded to hours below two days, else to days. */
function shownSpan(ms: number): string {
  const hours = Math.round(ms / HOUR_MS);
  return hours < 48 ? `${Math.max(1, hours)} h` : `${Math.round(hours / 24)} days`;
}
