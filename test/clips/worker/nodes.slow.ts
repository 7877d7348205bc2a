import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import pg from 'pg';
import { databaseUrl } from '../../support/database-url.js';
import { createHome, type Home } from '../../support/home.js';
import { eventually } from '../../support/eventually.js';
import { type Service, startService } from '../../support/service.js';
import { at, ENCODED, filmed, filmedEvent, timesMade } from '../../support/footage/camera.js';

const MINUTE = 60_000;

describe('A worker', () => {
  let home: Home;
  let api: Service;
  let film: string;

  beforeAll(async () => {
    home = await createHome();
    film = await filmed(home);
    api = await startService(home, { ROLE: 'api' });
  });
  afterAll(async () => {
    await api?.stop();
    await home.remove();
  });

  it.each([
    ['fast', 5 * MINUTE],
    ['slow', -5 * MINUTE],
  ])('whose clock is five minutes %s works as any other', async (name, shift) => {
    const clock = home.media('clock.mjs');
    await writeFile(
      clock,
      `const Real = Date;
      globalThis.Date = class Date extends Real {
        constructor(...args) { args.length ? super(...args) : super(Real.now() + ${shift}); }
        static now() { return Real.now() + ${shift}; }
      };`,
    );
    const worker = await startService(home, { ROLE: 'worker', NODE_OPTIONS: `--import=${clock}` });
    const id = await filmedEvent(api, film);
    for (const force of [false, true, true]) {
      expect(await api.generate(id, { ...ENCODED, force })).toMatchObject({ status: 201 });
      const { generated_at } = await api.info(id);
      expect(Math.abs(Date.parse(generated_at!) - Date.now())).toBeLessThan(MINUTE);
    }
    expect(await api.generate(id, ENCODED)).toMatchObject({ status: 200 });
    await eventually(() => timesMade([worker], id) === 3);

    const camera_id = `beside a ${name} clock`;
    await api.recording({ camera_id, file_path: film, started_at: at(0) });
    const waiting = await api.event({ camera_id, started_at: new Date().toISOString() });
    expect(await api.generate(waiting)).toMatchObject({ status: 202 });
    await eventually(async () => /^Waiting/.test((await api.info(waiting)).message ?? ''));
    await worker.stop();
  });
});

it('Three nodes started at once on an empty database agree on its schema', async () => {
  const home = await createHome();
  const server = new pg.Client(process.env['TEST_SERVER_URL']);
  await server.connect();
  const name = `test_empty_${process.pid}`;
  await server.query(`CREATE DATABASE ${name}`);
  const settings = { DATABASE_URL: databaseUrl(home.settings['DATABASE_URL']!, name) };
  const started = await Promise.allSettled(
    ['all', 'api', 'worker'].map((ROLE) => startService(home, { ...settings, ROLE })),
  );
  const nodes = started.flatMap((node) => (node.status === 'fulfilled' ? [node.value] : []));
  try {
    expect(started.filter(({ status }) => status === 'rejected')).toEqual([]);
    const id = await filmedEvent(nodes[1]!, await filmed(home));
    expect(await nodes[1]!.generate(id)).toMatchObject({ status: 201 });
  } finally {
    await Promise.all(nodes.map((node) => node.stop()));
    await server.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await server.end();
    await home.remove();
  }
});
