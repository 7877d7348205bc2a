import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Logger } from 'nestjs-pino';
import { AppModule } from './app.module.js';
import { loadDotEnv } from './config/dot-env.js';
import { readSettings, SettingsError } from './config/settings.js';
import { openDatabase } from './database/open-database.js';
import { protectBrowsers } from './protect-browsers.js';
import { serveContract } from './serve-contract.js';
import { shutDownOnSignal } from './shut-down.js';

async function main(): Promise<void> {
  loadDotEnv();
  const settings = readSettings();
  const database = await openDatabase({
    ...(settings.DATABASE_URL !== null && { databaseUrl: settings.DATABASE_URL }),
    dataDirectory: settings.DATA_DIRECTORY,
    log: (line) => console.error(line),
  });
  try {
    const module = AppModule.forRoot(settings, database);
    const app = await NestFactory.create<NestExpressApplication>(module, {
      bufferLogs: true,
      abortOnError: false,
    });
    app.useLogger(app.get(Logger));
    app.useBodyParser('json', { limit: '1mb' });
    app.disable('x-powered-by');
    protectBrowsers(app, settings.CORS_ORIGINS);
    serveContract(app);
    shutDownOnSignal(app, database);
    await app.listen(settings.PORT, settings.HOST);
    app.get(Logger).log(`Listening on ${await app.getUrl()}`);
  } catch (error) {
    await database.close();
    throw error;
  }
}

main().catch((error: unknown) => {
  // What an operator can mend is said in a sentence; anything else is a defect and needs its stack.
  console.error(error instanceof SettingsError ? error.message : error);
  process.exit(1);
});
