import { readFileSync } from 'node:fs';
import { childrenOf } from './children.js';

/** Linux counts in hundredths of a second for everybody. */
const TICK_MS = 10;

/**
 * Processor time of processes and all that they have started, in milliseconds; NaN where the system has
 * no /proc. Unlike the clock it hardly depends on what else the machine does.
 */
export function cpuTime(roots: readonly number[]): number {
  const times = roots.map(timeOfTree);
  return times.includes(null) ? NaN : times.reduce<number>((sum, time) => sum + time!, 0);
}

/** A process's own time, that of the children it has waited for, and of those that live; null if gone. */
function timeOfTree(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // After the name, which may hold anything: fields 14 to 17 of proc(5).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    const below = childrenOf(pid).map(timeOfTree);
    return below.reduce<number>((sum, time) => sum + (time ?? 0), ticks * TICK_MS);
  } catch {
    return null;
  }
}
