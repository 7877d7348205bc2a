/** The length of a tick of a time base such as `1/15360`. */
export function secondsOf(timeBase: string): number {
  const [numerator, denominator] = timeBase.split('/').map(Number);
  if (!numerator || !denominator) throw new RangeError(`Not a time base: ${timeBase}`);
  return numerator / denominator;
}

/** The first tick at or after a time; a thousandth of a tick makes up for rounding errors. */
export function tickAtOrAfter(seconds: number, timeBase: string): number {
  return Math.ceil(seconds / secondsOf(timeBase) - 1e-3);
}

/**
 * The presentation timestamps that FFmpeg's `metadata=print` filter writes, one line
 * `frame:0 pts:1024 pts_time:0.066` for each decoded frame; chunks may end anywhere.
 */
export class FrameTimes {
  /** In the order of decoding. */
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

  /** By how many ticks a frame comes at most before one that was decoded earlier. */
  get largestFall(): number {
    let [latest, fall] = [-Infinity, 0];
    for (const tick of this.ticks) {
      latest = Math.max(latest, tick);
      fall = Math.max(fall, latest - tick);
    }
    return fall;
  }

  get earliest(): number {
    return this.ticks.reduce((a, b) => Math.min(a, b), Infinity);
  }

  get latest(): number {
    return this.ticks.at(-1) ?? -Infinity;
  }

  /** All of them, rising. */
  get rising(): number[] {
    return this.ticks.toSorted((a, b) => a - b);
  }
}
