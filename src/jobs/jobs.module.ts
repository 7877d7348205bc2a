import { Module } from '@nestjs/common';
import { JobQueue } from './job-queue.js';
import { ConfigurableModuleClass } from './jobs.module-definition.js';
import { Notifications } from './notifications.js';
import { PgBossJobQueue } from './postgres/pg-boss-job-queue.js';
import { PgNotifications } from './postgres/pg-notifications.js';

/** The queue on PostgreSQL. A host with its own queue provides `JobQueue` and `Notifications` instead. */
@Module({
  providers: [
    { provide: Notifications, useClass: PgNotifications },
    { provide: JobQueue, useClass: PgBossJobQueue },
  ],
  exports: [JobQueue, Notifications],
})
export class JobsModule extends ConfigurableModuleClass {}
