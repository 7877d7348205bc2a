import { CronTime } from 'cron';

/** When runs take place: a cron expression of five fields, or of six with seconds first, in an IANA zone. */
export interface Schedule {
  readonly cron: string;
  readonly timezone: string;
}

/** Timers may fire this early, in milliseconds. */
const EARLY = 1_000;
/** Clocks of nodes differ by less than this, in milliseconds. If they differ by more, one was set back. */
const CLOCK_SKEW = 600_000;

/** Cleanup is overdue this long after the second scheduled instant without a run, in milliseconds. */
const OVERDUE_AFTER = 15 * 60_000;

/** The first scheduled instant after the given one. */
export function nextRun({ cron, timezone }: Schedule, after: Date): Date {
  return new CronTime(cron, timezone).getNextDateFrom(after, timezone).toJSDate();
}

/** The scheduled run that should have taken place by now; null where all of them have. */
export function dueRun(schedule: Schedule, settledAt: Date, now: Date): Date | null {
  // The clock was set back since: the stored instant says nothing.
  if (settledAt.getTime() - now.getTime() > CLOCK_SKEW) return now;
  const next = nextRun(schedule, settledAt);
  return next.getTime() - now.getTime() <= EARLY ? next : null;
}

/** Whether two scheduled instants have passed since the last run that completed. */
export function isOverdue(schedule: Schedule, completedAt: Date, now: Date): boolean {
  const second = nextRun(schedule, nextRun(schedule, completedAt));
  return now.getTime() - second.getTime() > OVERDUE_AFTER;
}
