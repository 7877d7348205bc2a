import { Test } from '@nestjs/testing';
import { DataSource, type EntityManager } from 'typeorm';
import { JobQueue } from '../../src/jobs/job-queue.js';
import { JobsModule } from '../../src/jobs/jobs.module.js';
import type { JobsModuleOptions } from '../../src/jobs/jobs.module-definition.js';
import { Notifications } from '../../src/jobs/notifications.js';

const silent = { log() {}, warn() {}, error() {} };

/** The part of a node of the service that sends and runs jobs. */
export interface Node {
  queue: JobQueue;
  notifications: Notifications;
  /** Runs a caller's transaction. */
  transaction: <T>(work: (manager: EntityManager) => Promise<T>) => Promise<T>;
  stop(): Promise<void>;
}

export async function startNode(
  databaseUrl: string,
  options: Partial<JobsModuleOptions> = {},
): Promise<Node> {
  const module = await Test.createTestingModule({
    imports: [JobsModule.forRoot({ databaseUrl, migrate: true, work: true, ...options })],
  })
    .setLogger(silent)
    .compile();
  const dataSource = new DataSource({
    type: 'postgres',
    url: databaseUrl,
    extra: { connectionTimeoutMillis: 5_000 },
    poolErrorHandler: () => {},
  });
  const stop = async () => {
    await module.close();
    await dataSource.destroy();
  };
  try {
    await dataSource.initialize();
    await module.init();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    queue: module.get(JobQueue),
    notifications: module.get(Notifications),
    transaction: (work) => dataSource.transaction(work),
    stop,
  };
}
