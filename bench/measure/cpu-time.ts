import { readdir, readFile } from 'node:fs/promises';

/** Linux counts in hundredths of a second for everybody. */
const TICK_MS = 10;

interface Times {
  parent: number;
  ms: number;
}

/**
 * Processor time of processes and all that they have started, in milliseconds; NaN where the system has
 * no /proc. Unlike the clock it hardly depends on what else the machine does.
 */
export async function cpuTime(roots: readonly number[]): Promise<number> {
  const all = new Map<number, Times>();
  const names = await readdir('/proc').catch(() => []);
  await Promise.all(
    names.map(Number).map(async (pid) => {
      const times = pid > 0 ? await timesOf(pid) : null;
      if (times) all.set(pid, times);
    }),
  );
  const belongs = (pid: number): boolean =>
    roots.includes(pid) || (all.has(pid) && belongs(all.get(pid)!.parent));
  const ours = [...all].filter(([pid]) => belongs(pid));
  return ours.length > 0 ? ours.reduce((sum, [, { ms }]) => sum + ms, 0) : NaN;
}

/** A process's own time, and that of the children it has waited for. */
async function timesOf(pid: number): Promise<Times | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (stat === null) return null;
  // After the name, which may hold anything: fields 4 and 14 to 17 of proc(5).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return { parent: Number(fields[1]), ms: ticks * TICK_MS };
}
