import type pg from 'pg';
import type { CommandResponse, PgBoss } from 'pg-boss';
import {
  number,
  objectWithDefaults,
  record,
  withDefault,
} from '../../common/stored/stored-json.js';
import type { DueTime, Job } from '../job-queue.js';
import type { RetryJob } from '../retry-job.js';
import { databaseOf } from './boss.js';
import { inTransaction } from './connection.js';

/** What the engine stores for a job. */
export interface StoredData<T extends object = object> {
  data: T;
  /** How many starts ended with the job put back; the engine itself counts starts only. */
  returns: number;
}

/** Data of another form reaches the handler as an empty object, which knows what its own data needs. */
export const readStoredData = objectWithDefaults<StoredData>({
  data: withDefault(record, {}),
  returns: withDefault(number, 0),
});

/** One start of a job on this node. It ends with the node or, if its lease runs out, with the next start. */
export interface Claim<T extends object = object> {
  readonly id: string;
  /** The engine's number of this start. After a later start, operations with this number have no effect. */
  readonly retryCount: number;
  readonly stored: StoredData<T>;
}

/** Fields of the response that pg-boss documents but does not declare. */
type Response = CommandResponse & { affected: number; settled: string[] };

/** Takes jobs from a queue and puts them back, for one of its workers. */
export class Claims<T extends object> {
  constructor(
    private readonly boss: PgBoss,
    private readonly pool: pg.Pool,
    private readonly queue: string,
  ) {}

  /** Takes up to `limit` jobs that are due, most urgent first. */
  async take(limit: number): Promise<Claim<T>[]> {
    const jobs = await this.boss.fetch(this.queue, { batchSize: limit });
    return jobs.map(({ id, retryCount, data }) => {
      return { id, retryCount, stored: readStoredData(data) as StoredData<T> };
    });
  }

  /** Renews the leases. Returns the claims that are lost. */
  async renew(claims: readonly Claim[]): Promise<Claim[]> {
    const { settled } = (await this.boss.touch(this.queue, [...claims])) as Response;
    const held = new Set(settled);
    return claims.filter(({ id }) => !held.has(id));
  }

  /** The job has ended. */
  async remove(claim: Claim): Promise<void> {
    await this.boss.deleteJob(this.queue, claim);
  }

  /** Puts the job back into the queue, unless the claim is lost. */
  async putBack(claim: Claim<T>, retry: RetryJob): Promise<void> {
    const data: StoredData = {
      data: retry.data ?? claim.stored.data,
      returns: claim.stored.returns + 1,
    };
    await inTransaction(this.pool, async (client) => {
      const db = databaseOf(client);
      const failed = (await this.boss.fail(this.queue, claim, null, { db })) as Response;
      if (!failed.affected) return;
      const startAfter = toStartAfter(retry.due);
      await this.boss.update(this.queue, data, { id: claim.id, startAfter, db });
    });
  }
}

export function toJob<T extends object>({ id, retryCount, stored }: Claim<T>): Job<T> {
  const { data, returns } = stored;
  return { id, data, attempt: retryCount + 1, deaths: retryCount - returns };
}

/** A due time as pg-boss accepts it: an instant, or an interval that PostgreSQL adds to its current time. */
export function toStartAfter(due: DueTime): Date | string {
  return due instanceof Date ? due : `${due} milliseconds`;
}
