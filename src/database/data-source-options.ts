import type { PostgresDataSourceOptions } from 'typeorm/driver/postgres/PostgresDataSourceOptions.js';
import { hostname } from 'node:os';
import pg from 'pg';
import { migrations } from '../../migrations/index.js';
import { BoundedPool } from '../common/postgres/bounded-pool.js';

/** Names the process in `pg_stat_activity`, and so in messages about who holds a lock. */
const APPLICATION_NAME = `event-clips ${hostname()}:${process.pid}`;
const POOL_SIZE = 10;
/** Also the longest wait for a connection of the pool: under load, requests wait and do not fail at once. */
const CONNECT_TIMEOUT_MS = 30_000;
/** A new connection costs PostgreSQL a process, which is more than all queries for a clip. */
const IDLE_TIMEOUT_MS = 300_000;

/** How every process of this project connects to the database at `url`. */
export function dataSourceOptions(url: string): PostgresDataSourceOptions {
  return {
    type: 'postgres',
    url,
    applicationName: APPLICATION_NAME,
    poolSize: POOL_SIZE,
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    // Detects a server that is lost silently, for example by a firewall or a pulled cable.
    driver: Object.create(pg, { Pool: { value: BoundedPool } }) as unknown,
    extra: { idleTimeoutMillis: IDLE_TIMEOUT_MS },
    migrations,
    synchronize: false,
    // gen_random_uuid() is built in, so no extension is installed.
    uuidExtension: 'pgcrypto',
    installExtensions: false,
  };
}
