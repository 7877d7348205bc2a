/** Between two reports, so that they cost the database little. */
const MIN_INTERVAL_MS = 500;

/** Reports the progress of the work as increasing percentages. */
export class ProgressReport {
  private percent = 0;
  private lastAtMs = performance.now();

  constructor(private readonly send: (percent: number) => Promise<void>) {}

  /** @param fraction 0 to 1; the end is not reported, as recording the clip does that */
  report(fraction: number): void {
    const percent = Math.min(99, Math.floor(fraction * 100));
    const nowMs = performance.now();
    if (!(percent > this.percent) || nowMs - this.lastAtMs < MIN_INTERVAL_MS) return;
    this.percent = percent;
    this.lastAtMs = nowMs;
    // A report that fails must not fail the clip.
    this.send(percent).catch(() => undefined);
  }
}
