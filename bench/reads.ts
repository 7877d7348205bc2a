/**
 * Reads compared with a bare route: the same clients read the same rows in turns from the built service, and from a
 * route of Nest on Express with one SELECT. CPU time hardly depends on other load; requests a second do.
 *
 *   npm run bench -- reads [--count 2000] [--rounds 3]
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { openDatabase } from '../src/database/open-database.js';
import { createHome } from '../test/support/home.js';
import { startService } from '../test/support/service.js';
import { cpuTime } from './measure/cpu-time.js';
import { send } from './reads/clients.js';
import { storeClips } from './reads/stored-clips.js';

const EVENTS = 500;
const CLIENTS = 8;

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    count: { type: 'string', default: '2000' },
    rounds: { type: 'string', default: '3' },
  },
});
const [count, rounds] = [Number(values.count), Number(values.rounds)];

const home = await createHome('embedded');
const embedded = await openDatabase({ dataDirectory: home.data('own') });
const service = await startService(home, {
  DATABASE_URL: embedded.url,
  LOG_LEVEL: 'info',
  RATE_LIMIT_PER_MINUTE: '0',
});
const database = new pg.Client(embedded.url);
await database.connect();
const ids = await storeClips(home, service, database, EVENTS);
const loader = new URL('../test/support/typescript.mjs', import.meta.url).href;
const bare = fork(new URL('./reads/bare-server.ts', import.meta.url), [embedded.url], {
  execArgv: ['--import', loader],
});
try {
  const [origin] = (await once(bare, 'message')) as [string];
  const idAt = (index: number) => ids[(index * 7919) % ids.length]!;
  const reads = {
    'GET clip': [
      (i: number) => `/api/events/${idAt(i)}/clip`,
      (i: number) => `/bare/clips/${idAt(i)}`,
    ],
    'GET event': [
      (i: number) => `/api/events/${idAt(i)}`,
      (i: number) => `/bare/events/${idAt(i)}`,
    ],
    'GET 50 events': [() => '/api/events?limit=50', () => '/bare/events?limit=50'],
  } as const;
  const rows: Record<string, object> = {};
  for (const [name, [ours, theirs]] of Object.entries(reads)) {
    const best = { ours: measure(), bare: measure() };
    for (let round = 0; round < rounds; round++) {
      await take(best.ours, service.pid, () =>
        send(service.origin, ours, { count, clients: CLIENTS }),
      );
      await take(best.bare, bare.pid!, () => send(origin, theirs, { count, clients: CLIENTS }));
    }
    rows[name] = {
      'ours, a second': Math.round(best.ours.perSecond),
      'bare, a second': Math.round(best.bare.perSecond),
      rate: (best.ours.perSecond / best.bare.perSecond).toFixed(2),
      'ours, CPU ms': best.ours.cpuMs.toFixed(2),
      'bare, CPU ms': best.bare.cpuMs.toFixed(2),
      CPU: (best.bare.cpuMs / best.ours.cpuMs).toFixed(2),
    };
  }
  console.table(rows);
} finally {
  bare.disconnect();
  await database.end();
  await service.stop();
  await embedded.close();
  await home.remove();
}

function measure() {
  return { perSecond: 0, cpuMs: Infinity };
}

/** Keeps the best of several runs. */
async function take(best: ReturnType<typeof measure>, pid: number, run: () => Promise<number>) {
  const before = cpuTime([pid]);
  best.perSecond = Math.max(best.perSecond, await run());
  best.cpuMs = Math.min(best.cpuMs, (cpuTime([pid]) - before) / count);
}
