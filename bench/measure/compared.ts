import { cpuTime } from './cpu-time.js';

/** The best of several runs of a piece of work. */
export class Best {
  private perSecond = 0;
  private cpuMs = Infinity;

  /**
   * @param pids the processes whose CPU time counts
   * @param count how often the work is done by a run
   * @param run returns how often it was done a second
   */
  async take(pids: readonly number[], count: number, run: () => Promise<number>): Promise<void> {
    const before = cpuTime(pids);
    this.perSecond = Math.max(this.perSecond, await run());
    this.cpuMs = Math.min(this.cpuMs, (cpuTime(pids) - before) / count);
  }

  /** A row of the table that compares it with the same work with nothing around it. */
  comparedWith(bare: Best): object {
    return {
      'ours, a second': Math.round(this.perSecond),
      'bare, a second': Math.round(bare.perSecond),
      rate: (this.perSecond / bare.perSecond).toFixed(2),
      'ours, CPU ms': this.cpuMs.toFixed(2),
      'bare, CPU ms': bare.cpuMs.toFixed(2),
      CPU: (bare.cpuMs / this.cpuMs).toFixed(2),
    };
  }
}
