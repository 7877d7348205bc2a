import { type DynamicModule, Logger, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource, type DataSourceOptions, QueryFailedError } from 'typeorm';
import { dataSourceOptions } from './data-source-options.js';
import { migrate } from './migrate.js';

export interface DatabaseModuleOptions {
  /** Whether pending migrations are applied at start. */
  migrationsRun: boolean;
}

const logger = new Logger('Database');

/** The service's own DataSource. A host application that embeds the feature modules has its own. */
@Module({})
export class DatabaseModule {
  static forRoot(connection: { url: string }, options: DatabaseModuleOptions): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: () => ({
            ...dataSourceOptions(connection.url),
            autoLoadEntities: true,
            retryAttempts: 10,
            retryDelay: 3_000,
            toRetry: mayPass,
            // A connection was lost while idle. The pool opens another one when it is needed.
            poolErrorHandler: (error: Error) => logger.warn(`Lost a connection: ${error.message}`),
          }),
          dataSourceFactory: (given) => connect(given!, options),
        }),
      ],
    };
  }
}

async function connect(options: DataSourceOptions, { migrationsRun }: DatabaseModuleOptions) {
  const dataSource = await new DataSource(options).initialize();
  if (!migrationsRun) return dataSource;
  try {
    for (const name of await migrate(dataSource)) logger.log(`Applied migration ${name}`);
    return dataSource;
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
}

/** A server that is starting will answer soon. A wrong password, database or migration is permanent. */
function mayPass(error: Error & { code?: unknown }): boolean {
  return !(error instanceof QueryFailedError) && !/^(28|3D)/.test(String(error.code));
}
