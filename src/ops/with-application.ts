import { ConsoleLogger, type INestApplicationContext, type LogLevel } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module.js';
import { readSettings } from '../config/settings.js';
import { openDatabase } from '../database/open-database.js';

/** Logs to standard error, as standard output is for results. */
class ErrorOutputLogger extends ConsoleLogger {
  protected override printMessages(messages: unknown[], context = '', level?: LogLevel): void {
    super.printMessages(messages, context, level, 'stderr');
  }
}

/**
 * Runs `work` with the service's modules, whether or not a service runs at the same time. It starts no
 * jobs and no scheduled runs. SIGTERM and SIGINT shut the application down in order, and `work` with it.
 */
export async function withApplication<T>(
  work: (app: INestApplicationContext) => Promise<T>,
): Promise<T> {
  const settings = readSettings();
  const database = await openDatabase({
    databaseUrl: settings.DATABASE_URL,
    dataDirectory: settings.DATA_DIRECTORY,
  });
  try {
    const app = await NestFactory.createApplicationContext(
      AppModule.forRoot(settings, database, { idle: true }),
      {
        logger: new ErrorOutputLogger({ logLevels: ['warn', 'error', 'fatal'] }),
        abortOnError: false,
      },
    );
    let closing: Promise<void> | undefined;
    const close = () => (closing ??= app.close());
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void close());
    try {
      return await work(app);
    } finally {
      await close();
    }
  } finally {
    await database.close();
  }
}
