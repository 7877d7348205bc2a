import { randomUUID } from 'node:crypto';
import { chown, lstat, mkdir, readlink, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OperatorError } from '../common/operator-error.js';
import { unlessItExists } from '../common/error-code.js';

/** PostgreSQL names the socket after a port; nothing listens on TCP. */
export const SOCKET_PORT = 5432;

/** The limit of macOS, without the final NUL; it is lower than that of Linux. */
const MAX_ADDRESS_BYTES = 103;

/**
 * The folder for the server's socket: the server's private folder or, if that path is too long for a socket,
 * a private folder in the system's temporary folder, to which the link `socket` points.
 */
export async function socketFolder(folder: string): Promise<string> {
  const address = join(folder, `.s.PGSQL.${SOCKET_PORT}.lock`);
  if (Buffer.byteLength(address) <= MAX_ADDRESS_BYTES) return folder;
  const link = join(folder, 'socket');
  await symlink(join(tmpdir(), `event-clips-${randomUUID()}`), link).catch(unlessItExists);
  const sockets = await readlink(link);
  await mkdir(sockets, { mode: 0o700 }).catch(unlessItExists);
  await checkPrivate(sockets, await stat(folder));
  return sockets;
}

/** Anyone can create a folder in the temporary folder; a foreign one must not be used. */
async function checkPrivate(sockets: string, { uid, gid }: { uid: number; gid: number }) {
  const found = await lstat(sockets);
  const ours = found.uid === uid || found.uid === process.getuid?.();
  if (!found.isDirectory() || !ours || found.mode & 0o077) {
    throw new OperatorError(`${sockets} is not private to the embedded PostgreSQL. Remove it.`);
  }
  if (found.uid !== uid) await chown(sockets, uid, gid);
}

/** A URL for pg, TypeORM and libpq, in which the host is the encoded socket folder. */
export function socketUrl(socketFolder: string): string {
  return `postgresql://postgres@${encodeURIComponent(socketFolder)}:${SOCKET_PORT}/postgres`;
}
