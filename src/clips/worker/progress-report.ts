/** Percent steps are this far apart in time at least, so that reporting costs nothing. */
const MIN_INTERVAL_MS = 500;

/** Turns fractions of the work into rising percentages, seldom enough for a database to hear of. */
export class ProgressReport {
  private percent = 0;
  /** A clip that is made within the first interval reports nothing but its end. */
  private last = performance.now();

  constructor(private readonly send: (percent: number) => Promise<void>) {}

  /** @param fraction 0 to 1 */
  report(fraction: number): void {
    const percent = Math.min(99, Math.floor(fraction * 100));
    const now = performance.now();
    if (!(percent > this.percent) || now - this.last < MIN_INTERVAL_MS) return;
    this.percent = percent;
    this.last = now;
    // Best-effort: a progress that is not told must not cost the clip.
    this.send(percent).catch(() => undefined);
  }
}
