import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Logger, PinoLogger } from 'nestjs-pino';
import { AppModule } from './app.module.js';
import { loadDotEnv } from './config/dot-env.js';
import { readSettings } from './config/settings.js';
import { openDatabase } from './database/open-database.js';
import { httpLog } from './http-log.js';
import { protectBrowsers } from './protect-browsers.js';
import { serveContract } from './serve-contract.js';
import { shutDownOnSignal } from './shut-down.js';
import { startProblem } from './start-problem.js';

async function main(): Promise<void> {
  loadDotEnv();
  const settings = readSettings();
  const database = await openDatabase({
    ...(settings.DATABASE_URL !== null && { databaseUrl: settings.DATABASE_URL }),
    dataDirectory: settings.DATA_DIRECTORY,
    log: (line) => console.error(line),
  });
  let app: NestExpressApplication | undefined;
  try {
    const module = AppModule.forRoot(settings, database);
    // From the first line on, so that waiting for a database shows.
    const logger = new Logger(new PinoLogger(httpLog(settings.LOG_LEVEL)), {});
    app = await NestFactory.create<NestExpressApplication>(module, { logger, abortOnError: false });
    app.useBodyParser('json', { limit: '1mb' });
    app.disable('x-powered-by');
    protectBrowsers(app, settings.CORS_ORIGINS);
    serveContract(app);
    shutDownOnSignal(app, database);
    await app.listen(settings.PORT, settings.HOST);
    logger.log(`Listening on ${await app.getUrl()}`);
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
