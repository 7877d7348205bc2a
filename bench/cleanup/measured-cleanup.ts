import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { CleanupResult } from '../../src/cleanup/dto/cleanup-result.dto.js';
import type { BenchSite } from './sites.js';

const PROGRAM = new URL('../../dist/main.js', import.meta.url).pathname;
const PORT = 38_475;
const ORIGIN = `http://127.0.0.1:${PORT}`;
/** Pause between two requests, in milliseconds. */
const PAUSE = 20;

export interface Measured {
  ms: number;
  events: number;
  peakBytes: number;
  p99Ms: number;
  requests: number;
}

/** The built service cleans up while clients request clips. */
export async function measuredCleanup(site: BenchSite): Promise<Measured> {
  const service = await start(site);
  try {
    const latencies: number[] = [];
    const done = new AbortController();
    const asking = ask(site, latencies, done.signal);
    const began = performance.now();
    const response = await fetch(`${ORIGIN}/api/cleanup/run`, { method: 'POST' });
    const { stopped, reasons } = (await response.json()) as CleanupResult;
    const ms = performance.now() - began;
    done.abort();
    await asking;
    if (stopped) throw new Error(stopped.message);
    const left = (await readdir(site.clips)).length;
    if (left !== site.events / 20 + 2) throw new Error(`${left} entries are left.`);
    latencies.sort((a, b) => a - b);
    return {
      ms,
      events: reasons.age.events,
      peakBytes: await peakMemory(service),
      p99Ms: latencies[Math.floor(latencies.length * 0.99)]!,
      requests: latencies.length,
    };
  } finally {
    service.kill('SIGTERM');
    await once(service, 'close');
  }
}

async function start({ url, clips }: BenchSite): Promise<ChildProcess> {
  const service = spawn(process.execPath, [PROGRAM], {
    cwd: dirname(clips),
    env: {
      ...process.env,
      DATABASE_URL: url,
      CLIPS_DIRECTORY: clips,
      PORT: String(PORT),
      LOG_LEVEL: 'warn',
    },
    stdio: 'inherit',
  });
  for (let tries = 0; ; tries++) {
    const answer = await fetch(`${ORIGIN}/health/live`).catch(() => null);
    if (answer?.ok) return service;
    if (tries > 600 || service.exitCode !== null) throw new Error('The service did not start.');
    await setTimeout(100);
  }
}

/** Requests clips that are not deleted, one after the other. */
async function ask({ events }: BenchSite, latencies: number[], signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const id = 20 * (1 + Math.floor(Math.random() * (events / 20)));
    const began = performance.now();
    const response = await fetch(`${ORIGIN}/api/events/${id}/clip`);
    const { clip_available } = (await response.json()) as { clip_available: boolean };
    latencies.push(performance.now() - began);
    if (!clip_available) throw new Error(`The clip of event ${id} is gone.`);
    await setTimeout(PAUSE);
  }
}

/** The highest resident memory, as Linux reports it. */
async function peakMemory({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
}
