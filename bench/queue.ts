/**
 * The queue compared with a plain loop over the same work, in turns: clips a minute with one and two
 * workers, the pickup time of jobs, and the speed of the API while the queue is busy.
 */
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openDatabase } from '../src/database/open-database.js';
import { findPostmaster } from '../src/database/postmaster-file.js';
import { createHome } from '../test/support/home.js';
import { cpuTime } from './measure/cpu-time.js';
import { requestClipStates } from './queue/request-clip-states.js';
import { startCluster } from './queue/cluster.js';
import { FILM, windowsOf } from './queue/events.js';
import { quantile } from './queue/quantile.js';
import { pickupLatencies } from './queue/pickup.js';
import { startPlainLoops } from './queue/plain-loops.js';

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    events: { type: 'string', default: '200' },
    rounds: { type: 'string', default: '4' },
    workers: { type: 'string', default: '1,2' },
  },
});
const rounds = Number(values.rounds);
const perRound = Math.round(Number(values.events) / rounds);
const clips = perRound * rounds;
const IDLE_MS = 5_000;

const table: Record<string, Record<string, string | number>> = {};
const home = await createHome('embedded');
const database = await openDatabase({ dataDirectory: home.data('server') });
try {
  const film = await home.video('film.mp4', FILM);
  for (const workers of values.workers.split(',').map(Number)) await compare(workers, film);
  const latencies = await pickupLatencies(database.url, 500);
  table['pickup of a job'] = row(latencies);
  console.table(table);
} finally {
  await database.close();
  await home.remove();
}

async function compare(workers: number, film: string): Promise<void> {
  console.error(`${clips} clips by a loop × ${workers} and by the queue with ${workers} workers …`);
  const postmaster = await findPostmaster(home.data('server/postgres/cluster'));
  const loops = await startPlainLoops(workers, film);
  const cluster = await startCluster(home, database.url, workers, film);
  const ways = {
    [`plain loop × ${workers}`]: { ...loops, ms: 0, cpuMs: 0 },
    // Everything counts, since the API and the database work only for this.
    [`queue, workers: ${workers}`]: {
      ...cluster,
      pids: [...cluster.pids, ...(postmaster ? [postmaster] : [])],
      ms: 0,
      cpuMs: 0,
    },
  };
  try {
    for (let round = 0; round < rounds; round++) {
      // In turns, so that other load on the machine affects both equally.
      for (const way of Object.values(ways)) {
        const before = cpuTime(way.pids);
        way.ms += await way.make(windowsOf(perRound, round));
        way.cpuMs += cpuTime(way.pids) - before;
      }
    }
    const [loop] = Object.values(ways);
    for (const [name, { ms, cpuMs }] of Object.entries(ways)) {
      table[name] = {
        'clips/min': Math.round((clips * 60_000) / ms),
        'of the loop': `${((loop!.ms / ms) * 100).toFixed(1)} %`,
        'CPU per clip': `${Math.round(cpuMs / clips)} ms`,
      };
    }
    if (workers > 1) {
      const ask = (busy: Promise<unknown>) =>
        requestClipStates(cluster.api, cluster.lastIds(), busy);
      const idle = await ask(setTimeout(IDLE_MS));
      table['GET …/clip, queue at rest'] = { ...row(idle.latencies), 'requests/s': idle.rate };
      const busy = await ask(cluster.make(windowsOf(perRound, rounds)));
      table['GET …/clip, queue busy'] = { ...row(busy.latencies), 'requests/s': busy.rate };
    }
  } finally {
    await loops.stop();
    await cluster.stop();
  }
}

function row(latencies: readonly number[]) {
  return {
    median: `${quantile(latencies, 0.5).toFixed(1)} ms`,
    p99: `${quantile(latencies, 0.99).toFixed(1)} ms`,
  };
}
