import { Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { CleanupState } from '../cleanup-state.entity.js';
import { CleanupStates } from '../cleanup-states.js';
import { type ClockReading, isStepped, stepBetween } from './clock-step.js';
import { clockDoubt } from './describe-doubt.js';
import { DatabaseClock } from './database-clock.js';
import { ElapsedTime } from './elapsed-time.js';

/**
 * Notices steps of the database's clock. Those that no operator has confirmed add up, so that a step back undoes one
 * forward.
 */
@Injectable()
export class ClockWatch {
  private readonly logger = new Logger('Cleanup');

  constructor(
    @InjectRepository(CleanupState) private readonly rows: Repository<CleanupState>,
    private readonly states: CleanupStates,
    private readonly clock: DatabaseClock,
    private readonly elapsed: ElapsedTime,
  ) {}

  /** Reads the clock and compares it with the last reading of any node. @returns the instant */
  async read(manager = this.rows.manager): Promise<Date> {
    return manager.transaction(async (locked) => {
      const now = { at: await this.clock.now(locked), ...this.elapsed.read() };
      const state = await this.states.lock(now.at, locked);
      const before = lastReading(state) ?? (await this.fromRegistrations(state, locked));
      const stepMs = state.clockStepMs + (before ? stepBetween(before, now) : 0);
      await locked.update(
        CleanupState,
        { id: 1 },
        {
          ...{ clockReadAt: now.at, clockBootId: now.bootId, clockUptimeMs: now.uptimeMs },
          clockStepMs: stepMs,
        },
      );
      if (isStepped(stepMs) && !isStepped(state.clockStepMs)) {
        this.logger.error(clockDoubt(stepMs).message);
      }
      return now.at;
    });
  }

  /** The operator says that the clock is right. */
  async confirm(manager: EntityManager): Promise<void> {
    await manager.update(CleanupState, { id: 1 }, { clockStepMs: 0 });
  }

  /** What a database without a reading knows of the time: the last run and what was registered last. */
  private async fromRegistrations(
    { completedAt }: CleanupState,
    manager: EntityManager,
  ): Promise<ClockReading | null> {
    const [{ at }] = await manager.query<[{ at: Date | null }]>(NEWEST, [completedAt]);
    return at && this.elapsed.atInstant(at);
  }
}

function lastReading(state: CleanupState): ClockReading | null {
  const { clockReadAt: at, clockBootId: bootId, clockUptimeMs: uptimeMs } = state;
  return at && { at, bootId, uptimeMs: uptimeMs ?? 0 };
}

const NEWEST = `
  SELECT greatest(
    $1::timestamptz,
    (SELECT registered_at FROM events ORDER BY id DESC LIMIT 1),
    (SELECT registered_at FROM recordings ORDER BY id DESC LIMIT 1)
  ) AS at`;
