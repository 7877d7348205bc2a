import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { childrenOf } from '../measure/children.js';
import { cpuTime } from '../measure/cpu-time.js';

/** What a piece of work cost, all processes together. */
export interface Usage {
  wallMs: number;
  cpuSeconds: number;
}

const SAMPLE_MS = 10;

export async function timed(work: () => Promise<unknown>): Promise<Usage> {
  const before = cpuTime([process.pid]);
  const began = performance.now();
  await work();
  const wallMs = performance.now() - began;
  return { wallMs, cpuSeconds: (cpuTime([process.pid]) - before) / 1000 };
}

/**
 * Resident memory at its highest, in bytes above what it was before. Sampling takes a share of the time,
 * so a run that is weighed is not timed.
 */
export async function weighed(work: () => Promise<unknown>): Promise<number> {
  const idle = residentBytes();
  let peak = idle;
  let done = false;
  const sampling = (async () => {
    while (!done) {
      peak = Math.max(peak, residentBytes());
      await pause(SAMPLE_MS);
    }
  })();
  await work();
  done = true;
  await sampling;
  return peak - idle;
}

/** Of this process and all below it. */
function residentBytes(pid = process.pid): number {
  try {
    const own =
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0) * 1024;
    return childrenOf(pid).reduce((sum, child) => sum + residentBytes(child), own);
  } catch {
    return 0; // Gone meanwhile.
  }
}
