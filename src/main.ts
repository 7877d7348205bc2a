import { setFlagsFromString } from 'node:v8';
import type { AddressInfo } from 'node:net';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Logger } from 'nestjs-pino';
import { loadDotEnv } from './config/dot-env.js';
import { readSettings } from './config/settings.js';
import { createApp } from './create-app.js';
import { openDatabase } from './database/open-database.js';
import { endProcess } from './server/end-process.js';
import { limitConnections } from './server/limit-connections.js';
import { listeningOn } from './server/listening-on.js';
import { shutDownOnSignal } from './server/shut-down.js';
import { startProblem } from './server/start-problem.js';

// By default V8 lets the heap grow to four times its live size before it collects garbage. A service that
// shares its machine with recorders should stay at one and a half times.
setFlagsFromString('--heap-growing-percent=50');

async function main(): Promise<void> {
  loadDotEnv();
  const settings = readSettings();
  const database = await openDatabase({
    databaseUrl: settings.DATABASE_URL,
    dataDirectory: settings.DATA_DIRECTORY,
    log: (line) => console.error(line),
  });
  let app: NestExpressApplication | undefined;
  try {
    app = await createApp(settings, database);
    shutDownOnSignal(app, database);
    limitConnections(app.getHttpServer(), settings.CLIP_CONCURRENCY);
    await app.listen(settings.PORT, settings.HOST);
    app.get(Logger).log(listeningOn(app.getHttpServer().address() as AddressInfo));
  } catch (error) {
    // Started work is returned to the queue, not cut off.
    await app?.close().catch(() => undefined);
    await database.close();
    throw error;
  }
}

main().catch(async (error: unknown) => {
  console.error(startProblem(error) ?? error);
  await endProcess(1);
});
