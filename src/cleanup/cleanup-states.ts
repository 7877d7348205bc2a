import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import type { CleanupResult } from './dto/cleanup-result.dto.js';
import { CleanupState } from './cleanup-state.entity.js';

/** What all nodes share about cleanup: the last run, and up to when the schedule is settled. */
@Injectable()
export class CleanupStates {
  constructor(@InjectRepository(CleanupState) private readonly states: Repository<CleanupState>) {}

  /** Null until a node with a schedule has started. */
  get(): Promise<CleanupState | null> {
    return this.states.findOneBy({ id: 1 });
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
  async record(lastRun: CleanupResult, settledAt: Date | null, manager: EntityManager) {
    await this.settledAt(new Date(lastRun.started_at), manager);
    await manager.update(
      CleanupState,
      { id: 1 },
      {
        lastRun,
        ...(settledAt !== null && { settledAt }),
        ...(lastRun.stopped === null && { completedAt: new Date(lastRun.finished_at) }),
      },
    );
  }
}
