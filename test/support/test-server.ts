import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/database/data-source-options.js';
import { migrate } from '../../src/database/migrate.js';
import { openDatabase } from '../../src/database/open-database.js';
import { databaseUrl } from './database-url.js';

/**
 * The PostgreSQL server of a test run: the one at `TEST_DATABASE_URL` (with a role that may create databases), or
 * an embedded one in a temporary folder. It has a template database with all migrations, which suites clone. Jest's
 * workers get both from the environment.
 */
export async function startTestServer(): Promise<{ stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'event-clips-test-'));
  const given = process.env['TEST_DATABASE_URL'];
  const server = await openDatabase({ databaseUrl: given, dataDirectory: folder });
  const template = `event_clips_template_${process.pid}`;

  const admin = new pg.Client(server.url);
  await admin.connect();
  // A crash can lose only test data. A given server is not changed.
  if (!given) await admin.query('ALTER SYSTEM SET fsync = off');
  if (!given) await admin.query('SELECT pg_reload_conf()');
  await admin.query(`CREATE DATABASE ${template}`);
  const dataSource = new DataSource(dataSourceOptions(databaseUrl(server.url, template)));
  await dataSource.initialize();
  await migrate(dataSource);
  await dataSource.destroy();

  process.env['TEST_SERVER_URL'] = server.url;
  process.env['TEST_TEMPLATE'] = template;
  const stop = async () => {
    await admin.query(`DROP DATABASE ${template} WITH (FORCE)`);
    await admin.end();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  };
  // An interrupted run skips its teardown, so the server would keep running.
  process.once('SIGINT', () => void stop().finally(() => process.exit(130)));
  return { stop };
}
