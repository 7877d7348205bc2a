import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Test, type TestingModule } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { DatabaseModule } from '../../src/database/database.module.js';
import { databaseUrl } from '../support/database-url.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { query } from './support/query.js';

describe('DatabaseModule', () => {
  let database: TestDatabase;
  let app: TestingModule | null = null;

  async function start(migrationsRun: boolean, url = database.url): Promise<DataSource> {
    const module = DatabaseModule.forRoot({ url }, { migrationsRun });
    app = await Test.createTestingModule({ imports: [module] }).compile();
    return app.get(DataSource);
  }

  beforeEach(async () => {
    database = await createTestDatabase();
    await query(database.url, 'DROP SCHEMA public CASCADE');
    await query(database.url, 'CREATE SCHEMA public');
  });

  afterEach(async () => {
    await app?.close();
    app = null;
    await database.drop();
  });

  it('applies the migrations at start', async () => {
    const dataSource = await start(true);
    expect(await dataSource.query('SELECT name FROM migrations')).toHaveLength(migrations.length);
  });

  it('does not apply the migrations if `migrationsRun` is false', async () => {
    const dataSource = await start(false);
    const tables: unknown = await dataSource.query(
      `SELECT to_regclass('public.migrations') AS name`,
    );
    expect(tables).toEqual([{ name: null }]);
  });

  it('survives the loss of its connections', async () => {
    const dataSource = await start(false);
    await query(
      database.url,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    await eventually(async () => (await dataSource.query('SELECT 1')) !== undefined);
  });

  it('does not wait for a database that does not exist', async () => {
    const missing = databaseUrl(database.url, 'no_such_database');
    await expect(start(false, missing)).rejects.toThrow('does not exist');
  });
});
