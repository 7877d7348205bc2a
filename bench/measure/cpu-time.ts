import { readFileSync } from 'node:fs';
import { childrenOf } from './children.js';

/** Linux reports CPU time in hundredths of a second on every machine. */
const TICK_MS = 10;

/**
 * CPU time of processes and their descendants, in milliseconds; NaN if the system has no /proc. Unlike
 * wall time, it hardly depends on other load.
 */
export function cpuTime(roots: readonly number[]): number {
  const times = roots.map(timeOfTree);
  return times.includes(null) ? NaN : times.reduce<number>((sum, time) => sum + time!, 0);
}

/** The time of a process, of the children it has waited for, and of running ones; null if it is gone. */
function timeOfTree(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // Fields 14 to 17 of proc(5), after the name, which may contain any character.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    const below = childrenOf(pid).map(timeOfTree);
    return below.reduce<number>((sum, time) => sum + (time ?? 0), ticks * TICK_MS);
  } catch {
    return null;
  }
}
