import { ConfigurableModuleBuilder } from '@nestjs/common';

export interface JobsModuleOptions {
  /** Connection URL of the Postgres database that the callers' transactions run on. */
  databaseUrl: string;
  /** Whether the engine's schema is created and upgraded at start. If not, run `migrateJobs` before. */
  migrate: boolean;
  /** Whether this node runs jobs. If not, it only sends them. */
  work: boolean;
  /** How long running jobs may continue when the node shuts down. Default: 5. */
  shutdownGraceSeconds?: number;
}

/** Global by default, as one queue serves every module. */
export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN: JOBS_OPTIONS } =
  new ConfigurableModuleBuilder<JobsModuleOptions>()
    .setClassMethodName('forRoot')
    .setExtras({ isGlobal: true }, (definition, { isGlobal }) => ({
      ...definition,
      global: isGlobal,
    }))
    .build();
