import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Database } from '../database/database.js';

/** How long running answers may still take. */
const GRACE_MS = 10_000;

/**
 * Shuts down on SIGTERM and SIGINT: first no new requests are accepted, then the modules stop (running
 * jobs go back to the queue, FFmpeg ends), then the database. A second signal ends the process at once.
 */
export function shutDownOnSignal(app: NestExpressApplication, database: Database): void {
  const shutDown = async (): Promise<void> => {
    const server = app.getHttpServer();
    server.close();
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), GRACE_MS).unref();
    await app.close().catch((error: unknown) => console.error(error));
    await database.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void shutDown());
  }
}
