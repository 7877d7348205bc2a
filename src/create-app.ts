import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Logger, PinoLogger } from 'nestjs-pino';
import { carryRequestId } from './server/carry-request-id.js';
import { AppModule } from './app.module.js';
import type { Settings } from './config/settings.js';
import { httpLog } from './server/http-log.js';
import { jsonBodies } from './server/json-bodies.js';
import { protectBrowsers } from './server/protect-browsers.js';
import { refuseForeignPages } from './server/refuse-foreign-pages.js';
import { serveContract } from './contract/serve-contract.js';

/** The server with everything around HTTP. It does not listen yet. */
export async function createApp(
  settings: Settings,
  database: { url: string },
): Promise<NestExpressApplication> {
  // Used from the first line, so that the log shows when the service waits for a database.
  const logger = new Logger(new PinoLogger(httpLog(settings.LOG_LEVEL)), {});
  const app = await NestFactory.create<NestExpressApplication>(
    AppModule.forRoot(settings, database),
    { logger, abortOnError: false, bodyParser: false },
  );
  app.disable('x-powered-by');
  // Anybody else could forge X-Forwarded-For.
  app.set('trust proxy', settings.TRUSTED_PROXIES);
  // First, so that refusals have the headers too.
  carryRequestId(app);
  protectBrowsers(app, settings.CORS_ORIGINS);
  refuseForeignPages(app, settings);
  jsonBodies(app);
  serveContract(app);
  return app;
}
