/**
 * Every advisory lock of the service.
 *
 * PostgreSQL's advisory locks are numbers that all programs on a database share. These locks have two keys,
 * of which the first is the service's own class. They cannot collide with the locks of a host application
 * or of the queue's engine, which have one key of 64 bits.
 */
const CLASS = 0x65766370;

/** Whatever can hold a lock: a connection, an EntityManager or a QueryRunner. */
export interface LockConnection {
  query(sql: string): Promise<unknown>;
}

/** The connection that holds a lock, from `pg_stat_activity`. */
export interface LockHolder {
  readonly application: string;
  /** Null for a connection through a socket. */
  readonly address: string | null;
  /** The server process of the connection. */
  readonly pid: number;
}

export class AdvisoryLock {
  /**
   * @param formerKey the single key of this lock in releases up to 0.1. It is held in shared mode in
   *   addition to the lock, so that nodes of that release and of this one exclude each other during a
   *   rolling upgrade. In shared mode, because two locks of that release had the same key: a process
   *   that only uses the embedded server must not block a cleanup.
   */
  constructor(
    readonly name: string,
    readonly key: number,
    readonly formerKey: number,
  ) {}

  /** Waits for the lock and keeps it until {@link release}, or until the connection ends. */
  async acquire(connection: LockConnection): Promise<void> {
    try {
      await connection.query(
        `SELECT pg_advisory_lock(${this.keys}), pg_advisory_lock_shared(${this.formerKey})`,
      );
    } catch (error) {
      // A statement that was cancelled while it waited for the second key holds the first.
      await this.release(connection).catch(() => undefined);
      throw error;
    }
  }

  /** Takes the lock if it is free. */
  async tryAcquire(connection: LockConnection): Promise<boolean> {
    if (!(await isTrue(connection, `pg_try_advisory_lock(${this.keys})`))) return false;
    if (await isTrue(connection, `pg_try_advisory_lock_shared(${this.formerKey})`)) return true;
    await connection.query(`SELECT pg_advisory_unlock(${this.keys})`);
    return false;
  }

  async release(connection: LockConnection): Promise<void> {
    await connection.query(
      `SELECT pg_advisory_unlock_shared(${this.formerKey}), pg_advisory_unlock(${this.keys})`,
    );
  }

  /** Waits for the lock and keeps it until the connection's transaction ends. */
  async acquireUntilCommit(connection: LockConnection): Promise<void> {
    await connection.query(
      `SELECT pg_advisory_xact_lock(${this.keys}), pg_advisory_xact_lock_shared(${this.formerKey})`,
    );
  }

  /** Waits while another connection holds the lock exclusively, then shares it until {@link tryTakeOver}. */
  async share(connection: LockConnection): Promise<void> {
    await connection.query(
      `SELECT pg_advisory_lock_shared(${this.keys}), pg_advisory_lock_shared(${this.formerKey})`,
    );
  }

  /**
   * Releases a shared lock and tries to take it exclusively. Of several connections that do so at the same
   * time at most one succeeds, and none while another connection shares the lock. The connection keeps what
   * this takes until it ends.
   */
  async tryTakeOver(connection: LockConnection): Promise<boolean> {
    await connection.query(
      `SELECT pg_advisory_unlock_shared(${this.keys}), pg_advisory_unlock_shared(${this.formerKey})`,
    );
    return (
      (await isTrue(connection, `pg_try_advisory_lock(${this.keys})`)) &&
      isTrue(connection, `pg_try_advisory_lock(${this.formerKey})`)
    );
  }

  /** The connection that holds the lock exclusively; null if none does that this connection may see. */
  async holder(connection: LockConnection): Promise<LockHolder | null> {
    const rows = await rowsOf<LockHolder>(
      connection,
      `SELECT activity.application_name AS application, host(activity.client_addr) AS address, activity.pid
       FROM pg_locks JOIN pg_stat_activity activity USING (pid)
       WHERE pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())
         AND locktype = 'advisory' AND granted AND mode = 'ExclusiveLock'
         AND ((classid = ${CLASS} AND objid = ${this.key} AND objsubid = 2)
           OR (classid = 0 AND objid = ${this.formerKey} AND objsubid = 1))`,
    );
    return rows[0] ?? null;
  }

  private get keys(): string {
    return `${CLASS}, ${this.key}`;
  }
}

/** Shared by every process that uses the embedded server; the last one takes it over to stop the server. */
export const EMBEDDED_SERVER_LEASE = new AdvisoryLock('embedded server', 1, 0x6576636c);
/** Held while migrations run. */
export const MIGRATION_LOCK = new AdvisoryLock('migration', 2, 0x6576636d);
/** Held during a cleanup. */
export const CLEANUP_LOCK = new AdvisoryLock('cleanup', 3, 0x6576636c);
/** Held while clips are removed to free space, in a cleanup or before a clip is made. */
export const SPACE_LOCK = new AdvisoryLock('space', 4, 0x65766373);
/** Held from reading the queue's length until the job is queued. */
export const QUEUE_LIMIT_LOCK = new AdvisoryLock('queue limit', 5, 0x65766371);

export const ADVISORY_LOCKS: readonly AdvisoryLock[] = [
  EMBEDDED_SERVER_LEASE,
  MIGRATION_LOCK,
  CLEANUP_LOCK,
  SPACE_LOCK,
  QUEUE_LIMIT_LOCK,
];

async function isTrue(connection: LockConnection, expression: string): Promise<boolean> {
  const [row] = await rowsOf<{ holds: boolean }>(connection, `SELECT ${expression} AS holds`);
  return row?.holds ?? false;
}

/** TypeORM returns the rows, pg an object that contains them. */
async function rowsOf<T>(connection: LockConnection, sql: string): Promise<T[]> {
  const answer = await connection.query(sql);
  return Array.isArray(answer) ? (answer as T[]) : (answer as { rows: T[] }).rows;
}
