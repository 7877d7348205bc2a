import { ConsoleLogger, type INestApplicationContext, type LogLevel } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module.js';
import { readSettings } from '../config/settings.js';
import { openDatabase } from '../database/open-database.js';

/** Standard output is for results. */
class ErrorOutputLogger extends ConsoleLogger {
  protected override printMessages(messages: unknown[], context = '', level?: LogLevel): void {
    super.printMessages(messages, context, level, 'stderr');
  }
}

/**
 * Runs `work` on the service's rooms, beside a service that runs or without one; nothing is taken up
 * unasked. SIGTERM and SIGINT end the rooms in order, and `work` with them.
 */
export async function withRooms<T>(
  work: (rooms: INestApplicationContext) => Promise<T>,
): Promise<T> {
  const settings = readSettings();
  const database = await openDatabase({
    ...(settings.DATABASE_URL !== null && { databaseUrl: settings.DATABASE_URL }),
    dataDirectory: settings.DATA_DIRECTORY,
  });
  try {
    const rooms = await NestFactory.createApplicationContext(
      AppModule.forRoot(settings, database, { idle: true }),
      {
        logger: new ErrorOutputLogger({ logLevels: ['warn', 'error', 'fatal'] }),
        abortOnError: false,
      },
    );
    let closing: Promise<void> | undefined;
    const close = () => (closing ??= rooms.close());
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void close());
    try {
      return await work(rooms);
    } finally {
      await close();
    }
  } finally {
    await database.close();
  }
}
