import type { EntityManager } from 'typeorm';
import type { Clock } from '../../common/clock.js';

/** The clock by which rows are deleted. All nodes share it, and it also dated the registrations. */
export class DatabaseClock {
  /** @param given a clock that takes its place; null: the database's */
  constructor(private readonly given: Clock | null) {}

  async now(manager: EntityManager): Promise<Date> {
    if (this.given) return this.given.now();
    const [{ now }] = await manager.query<[{ now: Date }]>('SELECT clock_timestamp() AS now');
    return now;
  }
}
