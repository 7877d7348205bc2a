/**
 * The number of packets of a tail, in decode order, that are needed to show every frame before `to`.
 *
 * A frame before the end may refer to a later one (B-frames). Then that one is taken too, with all frames that are
 * shown before it, so that none is missing in between: a few frames more, never fewer.
 *
 * @param times presentation times in decode order, reaching past `to` by the reordering limit
 */
export function packetsUntil(to: number, times: readonly number[]): number {
  let count = 1 + times.findLastIndex((time) => time < to);
  for (;;) {
    const latest = times.slice(0, count).reduce((max, time) => Math.max(max, time), -Infinity);
    const needed = 1 + times.findLastIndex((time) => time < latest);
    if (needed <= count) return count;
    count = needed;
  }
}
