import type { Database } from './database.js';
import { resolve } from 'node:path';
import { EmbeddedPostgres } from './embedded-postgres.js';

export interface OpenDatabaseOptions {
  /** A server that others run; it is never started or stopped from here. Null: the embedded server. */
  databaseUrl?: string | null;
  /** The embedded server keeps its data in the folder `postgres` in here. */
  dataDirectory: string;
  /** Takes a line for the operator at each start, adoption, recovery and stop of the embedded server. */
  log?: (line: string) => void;
}

/**
 * Returns the server at `databaseUrl`, or else runs PostgreSQL under `dataDirectory`.
 *
 * @throws OperatorError if the embedded server cannot run
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<Database> {
  const { databaseUrl, dataDirectory, log = () => {} } = options;
  if (databaseUrl) return { url: databaseUrl, close: () => Promise.resolve() };
  return EmbeddedPostgres.open(resolve(dataDirectory, 'postgres'), log);
}
