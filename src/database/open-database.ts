import type { Database } from './database.js';
import { resolve } from 'node:path';
import { EmbeddedPostgres } from './embedded-postgres.js';

export interface OpenDatabaseOptions {
  /** A server run by somebody else; it is never started or stopped from here. */
  databaseUrl?: string;
  /** Without `databaseUrl`: the embedded server keeps its data in the folder `postgres` in here. */
  dataDirectory: string;
  /** Takes one line for the operator at each start, adoption, recovery and stop. */
  log?: (line: string) => void;
}

/**
 * Finds the server at `databaseUrl`, or else runs PostgreSQL under `dataDirectory`.
 *
 * Rejects with a message for the operator where the embedded server cannot run.
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<Database> {
  const { databaseUrl, dataDirectory, log = () => {} } = options;
  if (databaseUrl) return { url: databaseUrl, close: () => Promise.resolve() };
  return EmbeddedPostgres.open(resolve(dataDirectory, 'postgres'), log);
}
