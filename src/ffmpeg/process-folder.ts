import { once } from 'node:events';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SOCKET_NAME } from './fork-protocol.js';

/** The prefix of the names of process folders. Six characters follow. */
export const PROCESS_FOLDER = 'event-clips-fork-';

/** The longest path of a socket with its final NUL: 104 bytes on macOS, 108 on Linux. */
const MAX_SOCKET_BYTES = 103;
const OWN_BYTES = `/${PROCESS_FOLDER}XXXXXX/${SOCKET_NAME}`.length;

/**
 * A private folder of this process in the system's temporary folder, with a socket that answers as long as the
 * process runs. It contains all temporary files of the process, so that a later process can tell that they are no
 * longer used: see {@link removeAbandonedFolders}.
 */
export interface ProcessFolder {
  readonly path: string;
  /** Gives `work` an empty folder, and removes it with its content afterwards. */
  inEmptyFolder<T>(work: (folder: string) => Promise<T>): Promise<T>;
  remove(): Promise<void>;
}

/** The parent of process folders: `temporary`, or `/tmp` if that path is too long for a socket. */
export function processFoldersIn(temporary = tmpdir()): string {
  return Buffer.byteLength(temporary) + OWN_BYTES <= MAX_SOCKET_BYTES ? temporary : '/tmp';
}

/** @param accept called with each connection to the socket */
export async function makeProcessFolder(
  temporary: string,
  accept: (connection: Socket) => void,
): Promise<ProcessFolder> {
  const path = await mkdtemp(join(processFoldersIn(temporary), PROCESS_FOLDER));
  // A socket refuses connections until a process listens on it. Under its final name it never refuses any.
  const unfinished = join(path, 'new');
  const server = createServer(accept).listen(unfinished);
  await once(server, 'listening');
  await rename(unfinished, join(path, SOCKET_NAME));
  // It does not keep this process running.
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

/** Two processes may remove the same files at once, and a process that is being killed may still write files. */
export const REMOVAL = { recursive: true, force: true, maxRetries: 3 };
