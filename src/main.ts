import { setFlagsFromString } from 'node:v8';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Logger } from 'nestjs-pino';
import { loadDotEnv } from './config/dot-env.js';
import { readSettings } from './config/settings.js';
import { createApp } from './create-app.js';
import { openDatabase } from './database/open-database.js';
import { shutDownOnSignal } from './server/shut-down.js';
import { startProblem } from './server/start-problem.js';

// Left to itself, V8 lets the heap grow to four times what is in use before it looks for what is not. A
// service that shares its machine with recorders rather takes half as much again.
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
    await app.listen(settings.PORT, settings.HOST);
    app.get(Logger).log(`Listening on ${await app.getUrl()}`);
  } catch (error) {
    // What has begun already is put back rather than cut off.
    await app?.close().catch(() => undefined);
    await database.close();
    throw error;
  }
}

main().catch((error: unknown) => {
  console.error(startProblem(error) ?? error);
  process.exit(1);
});
