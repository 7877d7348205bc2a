/**
 * Writes compared with bare INSERTs: the same clients register events and recordings in turns with the built service, and
 * insert such rows by `pg`, each in a transaction of its own. The database syncs each commit. CPU time is that of the
 * process and of the database together; it hardly depends on other load, while writes a second do.
 *
 *   npm run bench -- writes [--count 2000] [--rounds 3]
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { copyFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { openDatabase } from '../src/database/open-database.js';
import { findPostmaster } from '../src/database/postmaster-file.js';
import { createHome } from '../test/support/home.js';
import { startService } from '../test/support/service.js';
import { Best } from './measure/compared.js';
import { send } from './reads/clients.js';
import type { BareWork } from './writes/bare-writer.js';

const CLIENTS = 8;
const BATCH = 1000;
const STARTED_MS = Date.parse('2026-01-03T10:00:00Z');

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
const postmaster = (await findPostmaster(home.data('own/postgres/cluster')))!;
const database = new pg.Client(embedded.url);
await database.connect();
const loader = new URL('../test/support/typescript.mjs', import.meta.url).href;
const bare = fork(new URL('./writes/bare-writer.ts', import.meta.url), [embedded.url], {
  execArgv: ['--import', loader],
});
try {
  await once(bare, 'message');
  const film = await home.video('film.mp4', { seconds: 12 });
  const files = Array.from({ length: Math.max(count, BATCH) }, (_, n) => home.media(`${n}.mp4`));
  for (const file of files) await copyFile(film, file);

  const started = (index: number) => new Date(STARTED_MS + index * 12_000).toISOString();
  const recording = (camera_id: string) => (index: number) => ({
    ...{ camera_id, file_path: files[index % files.length], started_at: started(index) },
  });
  const event = (camera_id: string) => (index: number) => ({
    ...{ camera_id, started_at: started(index), label: 'person', external_id: `${index}` },
  });
  const batch = (camera: string) => () => ({
    recordings: Array.from({ length: BATCH }, (_, index) => recording(camera)(index)),
  });
  // The rows that the service has written for a camera, under another one.
  const rowsLike = async (table: string, columns: string, camera: string) => {
    const { rows } = await database.query<Record<string, unknown>>(
      `SELECT ${columns} FROM ${table} WHERE camera_id = $1 ORDER BY id`,
      [camera],
    );
    return rows.map((row) => ({ ...row, camera_id: `bare ${camera}` }));
  };
  const EVENT = 'camera_id, started_at, label, external_id';
  const RECORDING = 'camera_id, file_path, started_at, ended_at, placed_by, facts, identity';
  const writes = {
    'POST event': { path: '/api/events', bodyOf: event, per: 1, table: 'events', columns: EVENT },
    'POST recording': {
      ...{ path: '/api/recordings', bodyOf: recording, per: 1 },
      ...{ table: 'recordings', columns: RECORDING },
    },
    'POST 1,000 recordings': {
      ...{ path: '/api/recordings', bodyOf: batch, per: BATCH },
      ...{ table: 'recordings', columns: RECORDING },
    },
  } as const;
  const table: Record<string, object> = {};
  for (const [name, { path, bodyOf, per, table: rowsOf, columns }] of Object.entries(writes)) {
    const [ours, plain] = [new Best(), new Best()];
    const requests = per === 1 ? count : 1;
    for (let round = 0; round < rounds; round++) {
      const camera = `${name} ${round}`;
      const load = { count: requests, clients: CLIENTS, bodyOf: bodyOf(camera) };
      await ours.take([service.pid, postmaster], requests * per, async () => {
        return (await send(service.origin, () => path, load)) * per;
      });
      const rows = await rowsLike(rowsOf, columns, camera);
      await plain.take([bare.pid!, postmaster], rows.length, async () => {
        bare.send({ table: rowsOf, rows, clients: CLIENTS } satisfies BareWork);
        return ((await once(bare, 'message')) as [number])[0];
      });
    }
    table[name] = ours.comparedWith(plain);
  }
  console.table(table);
} finally {
  bare.disconnect();
  await database.end();
  await service.stop();
  await embedded.close();
  await home.remove();
}
