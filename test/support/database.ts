import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { databaseUrl } from './database-url.js';

/** The database of a suite. */
export interface TestDatabase {
  url: string;
  /** Ends all connections, and drops the database. */
  drop(): Promise<void>;
}

/** @param template `migrated`: with all tables and no rows. `empty`: without tables. */
export async function createTestDatabase(
  template: 'migrated' | 'empty' = 'migrated',
): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const from = template === 'migrated' ? process.env['TEST_TEMPLATE'] : 'template0';
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${from}`);
  return {
    url: databaseUrl(serverUrl(), name),
    drop: () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client(serverUrl());
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function serverUrl(): string {
  const url = process.env['TEST_SERVER_URL'];
  if (!url) throw new Error('The test server is not running: see test/support/global-setup.mjs.');
  return url;
}
