import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { childrenOf } from '../measure/children.js';
import { cpuTime } from '../measure/cpu-time.js';

/** The cost of a piece of work in all processes. */
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
 * The highest resident memory, in bytes above the memory before. Sampling takes time, so a run either
 * measures memory or time.
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

/** Resident memory of this process and all its descendants. */
function residentBytes(pid = process.pid): number {
  try {
    const own =
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0) * 1024;
    return childrenOf(pid).reduce((sum, child) => sum + residentBytes(child), own);
  } catch {
    return 0; // Gone meanwhile.
  }
}
