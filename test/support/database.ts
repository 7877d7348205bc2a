import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { databaseUrl } from './database-url.js';

/** A suite's own database, with all migrations applied and nothing in it. */
export interface TestDatabase {
  url: string;
  /** Ends whatever connections are left, and removes the database. */
  drop(): Promise<void>;
}

export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${process.env['TEST_TEMPLATE']}`);
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
