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
 * Removes a killed server's lock file that PostgreSQL itself would take for a live one: an empty
 * one, or one whose pid now is another process's (as is common in restarted containers) or a zombie's.
 * The ordinary stale file stays for PostgreSQL, which replaces it without a race.
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

/** A starting server fills its file at once. */
const EMPTY_FOR_MS = 2_000;

/** Whether the process is this cluster's server: it works in the cluster's folder. */
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
