import type { Schedule } from '../schedule.js';
import { nextRun } from '../schedule.js';
import type { RetentionPeriods } from '../retention-periods.js';

const DAY_MS = 86_400_000;
/** A run deletes what this many intervals of the schedule, and at least as many days, made due. */
const SEVERAL = 3;

/** The instant by which a run after that one counts as a usual one: several intervals of the schedule later. */
export function usualUntil(schedule: Schedule, lastRunAt: Date): Date {
  const first = nextRun(schedule, lastRunAt).getTime();
  const intervalMs = nextRun(schedule, new Date(first)).getTime() - first;
  return new Date(lastRunAt.getTime() + SEVERAL * Math.max(DAY_MS, intervalMs));
}

/** A camera of which a run may delete more than a usual one. */
export interface AdvancedCamera {
  readonly cameraId: string;
  readonly days: number;
  readonly daysByLabel: Readonly<Record<string, number>>;
  readonly daysBefore: number;
  readonly daysByLabelBefore: Readonly<Record<string, number>>;
}

/**
 * The cameras of which a run at `now` reaches further than a usual one: too much time has passed since the last run,
 * or a period was shortened. In most runs there are none.
 */
export function advancedCameras(
  now: Date,
  periods: RetentionPeriods,
  usual: Date,
  before: RetentionPeriods,
): AdvancedCamera[] {
  const lateDays = (now.getTime() - usual.getTime()) / DAY_MS;
  const isFurther = (days: number, daysBefore: number) =>
    days > 0 && (daysBefore === 0 || daysBefore - days + lateDays > 0);
  return periods.cameras.flatMap(({ cameraId, days, daysByLabel }) => {
    const old = before.ofCamera(cameraId);
    const labels = [...Object.keys(daysByLabel), ...Object.keys(old.daysByLabel)];
    const advanced = [null, ...labels].some((label) =>
      isFurther(periods.daysOf(cameraId, label), before.daysOf(cameraId, label)),
    );
    if (!advanced) return [];
    return [
      { cameraId, days, daysByLabel, daysBefore: old.days, daysByLabelBefore: old.daysByLabel },
    ];
  });
}
