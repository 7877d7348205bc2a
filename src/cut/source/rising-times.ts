/** More frames than any decoder holds back for reordering (16 in H.264 and HEVC), with a margin. */
export const REORDER_LIMIT = 20;

/**
 * Watches the times of packets in decode order. Frames come out of order by the reordering limit at most, and no
 * keyframe is shown before a frame that precedes it; other times jump back, because the clock was set or started
 * again.
 */
export class RisingTimes {
  private readonly recent: number[] = [];
  /** The latest time of those before the recent ones. */
  private settled = -Infinity;

  /** False where the times jump back with this packet. */
  see({
    timestamp,
    type,
  }: {
    readonly timestamp: number;
    readonly type: 'key' | 'delta';
  }): boolean {
    const { recent } = this;
    const latest = type === 'key' ? Math.max(this.settled, ...recent) : this.settled;
    if (recent.push(timestamp) > REORDER_LIMIT) {
      this.settled = Math.max(this.settled, recent.shift()!);
    }
    return timestamp >= latest;
  }
}
