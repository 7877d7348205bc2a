import type { NestExpressApplication } from '@nestjs/platform-express';
import { inTime } from '../common/in-time.js';
import type { Database } from '../database/database.js';
import { endProcess, killProcess } from './end-process.js';

/** How long running answers may still take. */
const GRACE_MS = 10_000;
/** How long the modules may take. Each is bounded, so what takes longer hangs in the kernel. */
const MODULES_MS = 20_000;
/** How long the database may take. All together stays below the 30 s that service managers give. */
const DATABASE_MS = 5_000;

/**
 * Shuts down on SIGTERM and SIGINT: first no new requests are accepted, then the modules stop (running
 * jobs go back to the queue, FFmpeg ends), then the database. A second signal ends the process at once. It
 * ends in any case, also while a file system does not answer.
 */
export function shutDownOnSignal(app: NestExpressApplication, database: Database): void {
  const shutDown = async (): Promise<void> => {
    const server = app.getHttpServer();
    server.close();
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), GRACE_MS).unref();
    const isClosed = await endsIn(MODULES_MS, app.close());
    const isDone = (await endsIn(DATABASE_MS, database.close())) && isClosed;
    if (isDone) await endProcess(0);
    else killProcess();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void shutDown());
  }
}

/** Whether it ends in time, with or without an error. */
async function endsIn(ms: number, work: Promise<void>): Promise<boolean> {
  const ended = work.catch((error: unknown) => console.error(error)).then(() => true);
  return inTime(ended, ms, false);
}
