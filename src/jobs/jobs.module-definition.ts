import { ConfigurableModuleBuilder } from '@nestjs/common';

export interface JobsModuleOptions {
  /** Connection URL of the Postgres database that the callers' transactions run on. */
  databaseUrl: string;
  /** Whether the engine's schema is created and upgraded at start. If not, `migrateJobs` has to be run before. */
  migrate: boolean;
  /** Whether this node runs jobs. If not, it only sends them. */
  work: boolean;
  /** How long running jobs may go on once the node shuts down. 5 unless told otherwise. */
  shutdownGraceSeconds?: number;
}

/** Global unless told otherwise: one queue serves every room. */
export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN: JOBS_OPTIONS } =
  new ConfigurableModuleBuilder<JobsModuleOptions>()
    .setClassMethodName('forRoot')
    .setExtras({ isGlobal: true }, (definition, { isGlobal }) => ({
      ...definition,
      global: isGlobal,
    }))
    .build();
