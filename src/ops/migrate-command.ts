import { Command } from 'commander';
import { DataSource } from 'typeorm';
import { readSettings } from '../config/settings.js';
import { dataSourceOptions } from '../database/data-source-options.js';
import { migrate } from '../database/migrate.js';
import { openDatabase } from '../database/open-database.js';
import { migrateJobs } from '../jobs/postgres/migrate-jobs.js';

/** `event-clips migrate`: applies the migrations, as the service does at start unless `MIGRATIONS_RUN=false`. */
export function migrateCommand(): Command {
  return new Command('migrate').description('apply the pending migrations').action(async () => {
    const settings = readSettings();
    const database = await openDatabase({
      databaseUrl: settings.DATABASE_URL,
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
}
