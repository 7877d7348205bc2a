import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { CleanupRunningError } from './cleanup-errors.js';
import { CleanupState } from './cleanup-state.entity.js';

/** Keys of Postgres advisory locks: "evcl" and "evcs" in ASCII. */
const RUN_LOCK = 0x6576636c;
const SPACE_LOCK = 0x65766373;

/**
 * Makes the nodes take turns by Postgres advisory locks. The work gets the connection that holds its
 * lock: should that break, so does the work.
 */
@Injectable()
export class CleanupLock {
  constructor(@InjectRepository(CleanupState) private readonly states: Repository<CleanupState>) {}

  /**
   * A whole run.
   *
   * @throws CleanupRunningError when one is under way, on whichever node
   */
  async run<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.onConnection(async (manager) => {
      const [row] = await manager.query<[{ locked: boolean }]>(
        'SELECT pg_try_advisory_lock($1) AS locked',
        [RUN_LOCK],
      );
      if (!row.locked) throw new CleanupRunningError();
      return whileLocked(RUN_LOCK, manager, work);
    });
  }

  /** The space rule, which runs by itself too: two at once would remove twice as much as is due. */
  async space<T>(work: (manager: EntityManager) => Promise<T>, given?: EntityManager): Promise<T> {
    const locked = async (manager: EntityManager): Promise<T> => {
      await manager.query('SELECT pg_advisory_lock($1)', [SPACE_LOCK]);
      return whileLocked(SPACE_LOCK, manager, work);
    };
    return given ? locked(given) : this.onConnection(locked);
  }

  private async onConnection<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const runner = this.states.manager.dataSource.createQueryRunner();
    try {
      return await work(runner.manager);
    } finally {
      await runner.release();
    }
  }
}

async function whileLocked<T>(
  key: number,
  manager: EntityManager,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  try {
    return await work(manager);
  } finally {
    // A connection that broke has let go of the lock by itself; the work's own error says so.
    await manager.query('SELECT pg_advisory_unlock($1)', [key]).catch(() => undefined);
  }
}
