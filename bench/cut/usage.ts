import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** What a piece of work cost, this process and its children together. */
export interface Usage {
  wallMs: number;
  cpuSeconds: number;
  /** Resident memory at its highest, above what it was before. */
  peakBytes: number;
}

const TICKS_PER_SECOND = 100;
const SAMPLE_MS = 10;

export async function measured(work: () => Promise<unknown>): Promise<Usage> {
  const idle = residentBytes();
  let peak = idle;
  let done = false;
  const sampling = (async () => {
    while (!done) {
      peak = Math.max(peak, residentBytes());
      await pause(SAMPLE_MS);
    }
  })();
  const cpu = cpuSeconds();
  const began = performance.now();
  await work();
  const wallMs = performance.now() - began;
  const usage = { wallMs, cpuSeconds: cpuSeconds() - cpu, peakBytes: peak - idle };
  done = true;
  await sampling;
  return usage;
}

/** Of this process, its threads, and the children that it has waited for (proc(5), fields 14 to 17). */
function cpuSeconds(): number {
  const stat = readFileSync('/proc/self/stat', 'latin1');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS_PER_SECOND;
}

/** Of this process and all below it. */
function residentBytes(pid = process.pid): number {
  try {
    const own =
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0) * 1024;
    const tasks = readdirSync(`/proc/${pid}/task`);
    const children = tasks.flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'latin1')
        .trim()
        .split(' ')
        .filter(Boolean),
    );
    return children.reduce((sum, child) => sum + residentBytes(Number(child)), own);
  } catch {
    return 0; // Gone meanwhile.
  }
}
