import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommandLine } from './postgres-account.js';
import { removeMisleadingLock } from './postmaster-file.js';
import { SOCKET_PORT } from './socket-folder.js';

const MAX_LOG_BYTES = 10 * 1024 * 1024;

const SETTINGS = [
  ...['listen_addresses=', 'unix_socket_permissions=0700', `port=${SOCKET_PORT}`],
  ...['timezone=UTC', 'log_timezone=UTC', 'log_checkpoints=off'],
];

/** A server that this process has started. */
export interface ServerProcess {
  /** Resolves when the server ends, with what it has logged. */
  readonly ended: Promise<string>;
}

/**
 * Starts the server in a separate session: a Ctrl-C in the terminal then reaches only this process, which
 * finishes its work before it stops the server. The log goes to `folder/postgres.log`.
 */
export async function startServer(
  folder: string,
  sockets: string,
  postgres: string,
  as: CommandLine,
): Promise<ServerProcess> {
  const cluster = join(folder, 'cluster');
  await removeMisleadingLock(join(cluster, 'postmaster.pid'), cluster);
  await removeMisleadingLock(join(sockets, `.s.PGSQL.${SOCKET_PORT}.lock`), cluster);

  const logFile = join(folder, 'postgres.log');
  const log = await open(logFile, 'a', 0o600);
  try {
    if ((await log.stat()).size > MAX_LOG_BYTES) await log.truncate();
    const before = (await log.stat()).size;
    const settings = [...SETTINGS, `unix_socket_directories=${quote(sockets)}`];
    const { file, args, options } = as(postgres, [
      ...['-D', cluster],
      ...settings.flatMap((setting) => ['-c', setting]),
    ]);
    const child = spawn(file, args, {
      ...options,
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    child.unref();
    const ended = once(child, 'exit').then(
      async () => (await readFile(logFile)).subarray(before).toString(),
      (error: Error) => error.message,
    );
    return { ended };
  } finally {
    await log.close();
  }
}

/** The setting is a list of names separated by commas. */
function quote(path: string): string {
  return `"${path.replaceAll('"', '""')}"`;
}
