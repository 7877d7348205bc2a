#!/usr/bin/env node
import { program } from 'commander';
import { DataSource } from 'typeorm';
import { loadDotEnv } from './config/dot-env.js';
import { readSettings } from './config/settings.js';
import { dataSourceOptions } from './database/data-source-options.js';
import { migrate } from './database/migrate.js';
import { openDatabase } from './database/open-database.js';
import { cutCommand } from './ops/cut-command.js';
import { migrateJobs } from './jobs/postgres/migrate-jobs.js';

program.name('event-clips').description('Operates the event-clips service.');

program
  .command('migrate')
  .description('apply the migrations that are pending')
  .action(async () => {
    const settings = readSettings();
    const database = await openDatabase({
      ...(settings.DATABASE_URL !== null && { databaseUrl: settings.DATABASE_URL }),
      dataDirectory: settings.DATA_DIRECTORY,
    });
    try {
      const dataSource = await new DataSource(dataSourceOptions(database.url)).initialize();
      const applied = await migrate(dataSource).finally(() => dataSource.destroy());
      await migrateJobs(database.url);
      console.log(applied.length > 0 ? applied.join('\n') : 'Nothing to migrate.');
    } finally {
      await database.close();
    }
  });

program.addCommand(cutCommand());

loadDotEnv();
await program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
