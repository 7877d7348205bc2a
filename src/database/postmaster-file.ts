import { readFile, readlink, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';

/** The process id of the server that runs on this cluster, null if none does. */
export async function findPostmaster(cluster: string): Promise<number | null> {
  // The format is that of PostgreSQL's pidfile.h: one value a line, the process id first.
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  return pid > 0 && (await worksIn(cluster, pid)) ? pid : null;
}

/**
 * Removes a lock file of a killed server that PostgreSQL would take for that of a running one: an empty
 * file, or one whose pid now belongs to another process (common in restarted containers) or to a zombie.
 * An ordinary stale file stays, as PostgreSQL replaces it without a race.
 */
export async function removeMisleadingLock(lockFile: string, cluster: string): Promise<void> {
  const text = await readFile(lockFile, 'utf8').catch(() => null);
  if (text === null) return;
  const pid = Number.parseInt(text, 10);
  const misleading =
    text === ''
      ? Date.now() - (await stat(lockFile)).mtimeMs > EMPTY_FOR_MS
      : exists(pid) && !(await worksIn(cluster, pid));
  if (misleading) await unlink(lockFile);
}

/** A starting server writes its file immediately; a file that is empty for longer is stale. */
const EMPTY_FOR_MS = 2_000;

/** Whether the process is this cluster's server: its working folder is the cluster's. */
async function worksIn(cluster: string, pid: number): Promise<boolean> {
  if (process.platform !== 'linux') return exists(pid);
  return readlink(`/proc/${pid}/cwd`).then(
    (folder) => folder === cluster,
    () => false,
  );
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
