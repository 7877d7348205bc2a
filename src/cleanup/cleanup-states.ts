import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import type { CleanupRun } from './cleanup-run.js';
import { CleanupState } from './cleanup-state.entity.js';
import type { StoredPeriods } from './stored-periods.js';

/** What all nodes share about cleanup: the last run, and up to when the schedule is settled. */
@Injectable()
export class CleanupStates {
  constructor(@InjectRepository(CleanupState) private readonly states: Repository<CleanupState>) {}

  /** Null until a node with a schedule has started. */
  get(manager = this.states.manager): Promise<CleanupState | null> {
    return manager.findOneBy(CleanupState, { id: 1 });
  }

  /** Locks it for the rest of the transaction. Where nothing is stored yet, the schedule is settled up to now. */
  async lock(now: Date, manager: EntityManager): Promise<CleanupState> {
    await this.settledAt(now, manager);
    const lock = { mode: 'pessimistic_write' } as const;
    return manager.findOneOrFail(CleanupState, { where: { id: 1 }, lock });
  }

  /** Up to when the schedule is settled. Where nothing is stored yet, that is now. */
  async settledAt(now: Date, manager = this.states.manager): Promise<Date> {
    await manager
      .createQueryBuilder()
      .insert()
      .into(CleanupState)
      .values({ id: 1, settledAt: now, scheduledSince: now })
      .orIgnore()
      .execute();
    return (await manager.findOneByOrFail(CleanupState, { id: 1 })).settledAt;
  }

  /** @param settledAt null where a shutdown ended the run, so that the next start makes it up */
  async record(
    { result: lastRun, manager }: CleanupRun,
    settledAt: Date | null,
    periods: StoredPeriods,
  ): Promise<void> {
    await this.settledAt(new Date(lastRun.started_at), manager);
    await manager.update(
      CleanupState,
      { id: 1 },
      {
        lastRun,
        ...(settledAt !== null && { settledAt }),
        ...(lastRun.stopped === null && { completedAt: new Date(lastRun.finished_at), periods }),
      },
    );
  }
}
