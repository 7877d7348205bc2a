import { Module } from '@nestjs/common';
import { JobQueue } from './job-queue.js';
import { ConfigurableModuleClass } from './jobs.module-definition.js';
import { Notifications } from './notifications.js';
import { PgBossJobQueue } from './postgres/pg-boss-job-queue.js';
import { PgNotifications } from './postgres/pg-notifications.js';

/** The queue on Postgres. A host that has its own provides `JobQueue` and `Notifications` instead of this. */
@Module({
  providers: [
    { provide: Notifications, useClass: PgNotifications },
    { provide: JobQueue, useClass: PgBossJobQueue },
  ],
  exports: [JobQueue, Notifications],
})
export class JobsModule extends ConfigurableModuleClass {}
