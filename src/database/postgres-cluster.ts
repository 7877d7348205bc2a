import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { access, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { OperatorError } from '../common/operator-error.js';
import type { CommandLine } from './postgres-account.js';

const run = promisify(execFile);

const UNFINISHED = 'new-';

/**
 * Creates the database cluster `folder/cluster` if there is none.
 *
 * It is created under another name and renamed when it is complete. So an interrupted process leaves no
 * incomplete cluster, and of two processes that start at the same time, the second uses the first one's.
 */
export async function createCluster(folder: string, initdb: string, as: CommandLine) {
  const cluster = join(folder, 'cluster');
  if (!(await exists(cluster))) await initialize(folder, cluster, initdb, as);
  // There is a cluster now. Others were left by killed processes, or their processes will find this one.
  for (const name of await readdir(folder)) {
    if (!name.startsWith(UNFINISHED)) continue;
    // If its process still writes to it, the next start removes it.
    await rm(join(folder, name), { recursive: true, force: true }).catch(() => {});
  }
}

async function initialize(folder: string, cluster: string, initdb: string, as: CommandLine) {
  const fresh = join(folder, UNFINISHED + randomUUID());
  try {
    const { file, args, options } = as(initdb, ['-D', fresh, ...INITDB_OPTIONS]);
    await run(file, args, options);
    await rename(fresh, cluster);
    await syncFolder(folder);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    if (await exists(cluster)) return;
    throw new OperatorError(
      `The embedded PostgreSQL could not make its data folder: ${(error as Error).message.trim()}\n` +
        'Set DATABASE_URL to use another PostgreSQL server.',
      { cause: error },
    );
  }
}

/** The built-in UTF-8 locale sorts alike on every system and needs none installed. */
const INITDB_OPTIONS = [
  ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
  // Whoever can enter the private folder that holds the socket could change the data files anyway.
  ...['--username=postgres', '--auth=trust', '--no-instructions'],
];

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
