import { lstat, readdir, rm, rmdir, statfs } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { SOCKET_NAME } from './fork-protocol.js';
import { PROCESS_FOLDER, processFoldersIn, REMOVAL } from './process-folder.js';

const DAY_MS = 86_400_000;

/** From making a folder to listening in it takes milliseconds. */
const STARTED_WITHIN_MS = DAY_MS;

/** Version 0.1 made an empty folder for each run by this name, and a run ends within a day. */
const OLD_RUN = /^event-clips-ffmpeg-\w{6}$/;
const OLD_RUN_ENDED_AFTER_MS = 7 * DAY_MS;

/**
 * File systems of one machine alone, by statfs(2): ext, XFS, Btrfs, tmpfs, overlay, ZFS, F2FS. On one that
 * several machines share, the socket of another machine's living process refuses connections, too.
 */
const LOCAL = new Set([
  0xef53, 0x58465342, 0x9123683e, 0x01021994, 0x794c7630, 0x2fc12fc1, 0xf2f52010,
]);

/**
 * Removes the process folders that killed processes have left; gives their paths. Process ids would tell
 * little: they are given again, and those of another container are unknown here. A socket that refuses
 * connections tells for certain, whoever made it: nobody listens on it, and nobody will again.
 */
export async function removeAbandonedFolders(temporary?: string): Promise<string[]> {
  const base = processFoldersIn(temporary);
  if (!LOCAL.has((await statfs(base)).type)) return [];
  const removed: string[] = [];
  for (const name of await readdir(base)) {
    const path = join(base, name);
    if (name.startsWith(PROCESS_FOLDER)) {
      if (!(await isAbandoned(path))) continue;
      await rm(path, REMOVAL);
    } else {
      if (!OLD_RUN.test(name) || (await ageOf(path)) < OLD_RUN_ENDED_AFTER_MS) continue;
      if (!(await isRemovedEmpty(path))) continue;
    }
    removed.push(path);
  }
  return removed;
}

async function isAbandoned(path: string): Promise<boolean> {
  const age = await ageOf(path);
  if (age === -Infinity) return false;
  const refusal = await refusalOf(join(path, SOCKET_NAME));
  return refusal === 'ECONNREFUSED' || (refusal === 'ENOENT' && age > STARTED_WITHIN_MS);
}

/** For how long a folder of this user's has not been changed, in ms; what is none is always too young. */
async function ageOf(path: string): Promise<number> {
  const stats = await lstat(path).catch(() => null);
  if (!stats?.isDirectory() || stats.uid !== process.geteuid?.()) return -Infinity;
  return Date.now() - stats.mtimeMs;
}

async function isRemovedEmpty(path: string): Promise<boolean> {
  return rmdir(path).then(
    () => true,
    () => false,
  );
}

/** Why a socket cannot be connected to, by the system's code; null: it can. */
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
