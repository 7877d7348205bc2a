/** A few megabytes at most. The oldest makes way for a new one. */
const MAX_KNOWN = 10_000;

interface Count {
  count: number;
  /** When the window ends. */
  readonly untilMs: number;
}

/** Counts what happens by whom, each within the window of time that begins with the first time. */
export class WindowCounts {
  /** In the order of `untilMs`. */
  private readonly known = new Map<string, Count>();

  constructor(private readonly windowMs: number) {}

  /** Counts one more, and returns the count and for how many whole seconds it still holds. */
  add(who: string, now: Date): { count: number; seconds: number } {
    const nowMs = now.getTime();
    const counted = this.of(who, nowMs);
    counted.count++;
    return { count: counted.count, seconds: Math.ceil((counted.untilMs - nowMs) / 1000) };
  }

  private of(who: string, nowMs: number): Count {
    for (const [ended, { untilMs }] of this.known) {
      if (untilMs > nowMs) break;
      this.known.delete(ended);
    }
    const known = this.known.get(who);
    if (known) return known;
    const [oldest] = this.known.keys();
    if (oldest !== undefined && this.known.size >= MAX_KNOWN) this.known.delete(oldest);
    const counted = { count: 0, untilMs: nowMs + this.windowMs };
    this.known.set(who, counted);
    return counted;
  }
}
