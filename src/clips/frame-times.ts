/** A rational number of seconds, such as `1/15360`. */
export function secondsOf(timeBase: string): number {
  const [numerator, denominator] = timeBase.split('/').map(Number);
  if (!numerator || !denominator) throw new RangeError(`Not a time base: ${timeBase}`);
  return numerator / denominator;
}

/** The first tick at or after an instant. A millionth of a tick forgives the error of the division. */
export function tickAtOrAfter(seconds: number, timeBase: string): number {
  return Math.ceil(seconds / secondsOf(timeBase) - 1e-6);
}

/**
 * Collects the presentation timestamps that FFmpeg's `metadata=print` filter writes, one line
 * `frame:0 pts:1024 pts_time:0.066` for each decoded frame; chunks may end anywhere.
 */
export class FrameTimes {
  readonly ticks: number[] = [];
  private rest = '';

  add(chunk: Buffer): void {
    const lines = (this.rest + chunk.toString('latin1')).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) {
      const [, pts] = /^frame:\s*\d+\s+pts:\s*(-?\d+)/.exec(line) ?? [];
      if (pts !== undefined) this.ticks.push(Number(pts));
    }
  }
}
