import { ConsoleLogger, type INestApplicationContext, type LogLevel } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module.js';
import { shownJson, shownText } from '../common/shown-name.js';
import { readSettings } from '../config/settings.js';
import { openDatabase } from '../database/open-database.js';

/** Logs to standard error, as standard output is for results. */
class ErrorOutputLogger extends ConsoleLogger {
  protected override printMessages(messages: unknown[], context = '', level?: LogLevel): void {
    super.printMessages(messages.map(shownEntry), context, level, 'stderr');
  }
}

/** An entry in one line: its message, and its fields as JSON. */
function shownEntry(entry: unknown): string {
  if (typeof entry !== 'object' || entry === null) return shownText(String(entry));
  if (entry instanceof Error) return shownText(entry.message);
  const { msg = '', err, ...fields } = entry as Record<string, unknown>;
  const why = err instanceof Error ? { ...fields, err: err.stack } : { ...fields, err };
  return [shownText(String(msg)), shownJson(why)].join(' ');
}

/**
 * Runs `work` with the service's modules, whether or not a service runs at the same time. It starts no
 * jobs and no scheduled runs. SIGTERM and SIGINT shut the application down in order, and `work` with it,
 * whose signal aborts before that.
 */
export async function withApplication<T>(
  work: (app: INestApplicationContext, signal: AbortSignal) => Promise<T>,
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
    const ending = new AbortController();
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        ending.abort();
        void close();
      });
    }
    try {
      return await work(app, ending.signal);
    } finally {
      await close();
    }
  } finally {
    await database.close();
  }
}
