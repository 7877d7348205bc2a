import { once } from 'node:events';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SOCKET_NAME } from './fork-protocol.js';

/** What the names of process folders begin with; six more characters follow. */
export const PROCESS_FOLDER = 'event-clips-fork-';

/** The shorter of Linux's 108 and macOS's 104 bytes for a socket's path, with its final NUL. */
const MAX_SOCKET_BYTES = 103;
const OWN_BYTES = `/${PROCESS_FOLDER}XXXXXX/${SOCKET_NAME}`.length;

/**
 * A private folder of this process in the system's temporary one, with a socket that answers for as long
 * as the process lives. Whatever the process needs for a moment lies in it, so that what it left when it
 * was killed is known to be nobody's: see {@link removeAbandonedFolders}.
 */
export interface ProcessFolder {
  readonly path: string;
  /** Lends `work` an empty folder, and removes it with whatever was written there. */
  inEmptyFolder<T>(work: (folder: string) => Promise<T>): Promise<T>;
  remove(): Promise<void>;
}

/** Where process folders lie: in `temporary`, or where that path is too long for a socket, in `/tmp`. */
export function processFoldersIn(temporary = tmpdir()): string {
  return Buffer.byteLength(temporary) + OWN_BYTES <= MAX_SOCKET_BYTES ? temporary : '/tmp';
}

/** @param accept takes each connection to the socket */
export async function makeProcessFolder(
  temporary: string,
  accept: (connection: Socket) => void,
): Promise<ProcessFolder> {
  const path = await mkdtemp(join(processFoldersIn(temporary), PROCESS_FOLDER));
  // A socket refuses connections until it is listened on. By its final name it never does while this lives.
  const unfinished = join(path, 'new');
  const server = createServer(accept).listen(unfinished);
  await once(server, 'listening');
  await rename(unfinished, join(path, SOCKET_NAME));
  // It does not keep this process from ending.
  server.unref();
  return {
    path,
    async inEmptyFolder(work) {
      const folder = await mkdtemp(join(path, 'run-'));
      try {
        return await work(folder);
      } finally {
        await rm(folder, REMOVAL);
      }
    },
    async remove() {
      server.close();
      await rm(path, REMOVAL);
    },
  };
}

/** Two may remove the same files at once, and a process that is being killed may still write some. */
export const REMOVAL = { recursive: true, force: true, maxRetries: 3 };
