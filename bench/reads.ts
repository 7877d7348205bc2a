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
import { Best } from './measure/compared.js';
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
  for (const [name, [pathOf, barePathOf]] of Object.entries(reads)) {
    const [ours, plain] = [new Best(), new Best()];
    for (let round = 0; round < rounds; round++) {
      const load = { count, clients: CLIENTS };
      await ours.take([service.pid], count, () => send(service.origin, pathOf, load));
      await plain.take([bare.pid!], count, () => send(origin, barePathOf, load));
    }
    rows[name] = ours.comparedWith(plain);
  }
  console.table(rows);
} finally {
  bare.disconnect();
  await database.end();
  await service.stop();
  await embedded.close();
  await home.remove();
}
