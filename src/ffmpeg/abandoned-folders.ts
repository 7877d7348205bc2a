import { lstat, readdir, rm, rmdir, statfs } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { SOCKET_NAME } from './fork-protocol.js';
import { PROCESS_FOLDER, processFoldersIn, REMOVAL } from './process-folder.js';

const DAY_MS = 86_400_000;

/** A process listens in its folder some milliseconds after it has made it. */
const STARTED_WITHIN_MS = DAY_MS;

/** Version 0.1 made an empty folder with this name for each run, and a run ends within a day. */
const OLD_RUN = /^event-clips-ffmpeg-\w{6}$/;
const OLD_RUN_ENDED_AFTER_MS = 7 * DAY_MS;

/**
 * Types of file systems that only one machine uses, from statfs(2): ext, XFS, Btrfs, tmpfs, overlay, ZFS, F2FS.
 * On a shared file system, the socket of a running process on another machine refuses connections too.
 */
const LOCAL = new Set([
  0xef53, 0x58465342, 0x9123683e, 0x01021994, 0x794c7630, 0x2fc12fc1, 0xf2f52010,
]);

/**
 * Removes the process folders that killed processes have left, and returns their paths. Process ids are not
 * enough: they are reused, and those of other containers are unknown here. But if a socket refuses connections,
 * no process listens on it, and none will again.
 */
export async function removeAbandonedFolders(
  temporary?: string,
  nowMs = Date.now(),
): Promise<string[]> {
  const base = processFoldersIn(temporary);
  if (!LOCAL.has((await statfs(base)).type)) return [];
  const removed: string[] = [];
  for (const name of await readdir(base)) {
    const path = join(base, name);
    if (name.startsWith(PROCESS_FOLDER)) {
      if (!(await isAbandoned(path, nowMs))) continue;
      await rm(path, REMOVAL);
    } else {
      if (!OLD_RUN.test(name) || (await ageOf(path, nowMs)) < OLD_RUN_ENDED_AFTER_MS) continue;
      if (!(await isRemovedEmpty(path))) continue;
    }
    removed.push(path);
  }
  return removed;
}

async function isAbandoned(path: string, nowMs: number): Promise<boolean> {
  const age = await ageOf(path, nowMs);
  if (age === -Infinity) return false;
  const refusal = await refusalOf(join(path, SOCKET_NAME));
  return refusal === 'ECONNREFUSED' || (refusal === 'ENOENT' && age > STARTED_WITHIN_MS);
}

/** The time since this user's folder was changed, in ms; negative infinity if it is not one. */
async function ageOf(path: string, nowMs: number): Promise<number> {
  const stats = await lstat(path).catch(() => null);
  if (!stats?.isDirectory() || stats.uid !== process.geteuid?.()) return -Infinity;
  return nowMs - stats.mtimeMs;
}

async function isRemovedEmpty(path: string): Promise<boolean> {
  return rmdir(path).then(
    () => true,
    () => false,
  );
}

/** The system's error code for a connection to the socket; null if it succeeds. */
function refusalOf(socket: string): Promise<string | null> {
  return new Promise((resolve) => {
    const connection = connect(socket);
    connection.once('connect', () => {
      connection.destroy();
      resolve(null);
    });
    connection.once('error', ({ code = '' }: NodeJS.ErrnoException) => resolve(code));
  });
}
