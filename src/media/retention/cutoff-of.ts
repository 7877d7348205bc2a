const DAY_MS = 86_400_000;

/** Whatever is kept for so many days and ended before this instant is due; null for 0 days, where nothing is. */
export function cutoffOf(now: Date, retentionDays: number): Date | null {
  return retentionDays === 0 ? null : new Date(now.getTime() - retentionDays * DAY_MS);
}
