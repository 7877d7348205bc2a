import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { type AdvisoryLock, CLEANUP_LOCK, SPACE_LOCK } from '../database/advisory-locks.js';
import { withLongStatements } from '../common/postgres/long-statements.js';
import { CleanupRunningError } from './cleanup-errors.js';
import { CleanupState } from './cleanup-state.entity.js';

/**
 * Lets one node work at a time, by advisory locks. The work uses the connection that holds its lock: if the
 * connection breaks, the work fails too.
 */
@Injectable()
export class CleanupLock {
  constructor(@InjectRepository(CleanupState) private readonly states: Repository<CleanupState>) {}

  /**
   * A whole run.
   *
   * @throws CleanupRunningError when one is in progress, on whichever node
   */
  async run<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.onConnection(async (manager) => {
      if (await CLEANUP_LOCK.tryAcquire(manager)) return whileLocked(CLEANUP_LOCK, manager, work);
      throw new CleanupRunningError(await CLEANUP_LOCK.holder(manager));
    });
  }

  /** The space rule, which also applies between runs: two at the same time would remove too much. */
  async space<T>(work: (manager: EntityManager) => Promise<T>, given?: EntityManager): Promise<T> {
    const locked = async (manager: EntityManager): Promise<T> => {
      await SPACE_LOCK.acquire(manager);
      return whileLocked(SPACE_LOCK, manager, work);
    };
    return given ? locked(given) : this.onConnection(locked);
  }

  private async onConnection<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const runner = this.states.manager.dataSource.createQueryRunner();
    try {
      return await withLongStatements(runner, () => work(runner.manager));
    } finally {
      await runner.release();
    }
  }
}

async function whileLocked<T>(
  lock: AdvisoryLock,
  manager: EntityManager,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  try {
    return await work(manager);
  } finally {
    // A broken connection has released the lock already; the error of the work is the one to report.
    await lock.release(manager).catch(() => undefined);
  }
}
