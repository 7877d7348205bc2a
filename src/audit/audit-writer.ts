import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { AuditEntry } from '../common/audit/audit-entry.js';
import { type AuditRecorder, AuditTrail } from '../common/audit/audit-trail.js';
import { Clock } from '../common/clock.js';
import { errorBodyOf } from '../common/http/error-body.js';
import { WindowCounts } from '../common/window-counts.js';
import { AuditOptions } from './audit.module-definition.js';
import { insertEntries } from './insert-entries.js';
import { NotedEntries, type NotedEntry } from './noted-entries.js';
import { repetitionKey } from './repetition-key.js';

/** How often noted entries are stored. A crash loses at most those of this time. */
const STORE_EVERY_MS = 1000;
/** The most entries that one statement stores. */
const BATCH = 1000;
/** The most entries that wait while the database is away: a few megabytes. */
const MAX_NOTED = 10_000;
/** Within which the same view or download by the same actor is one entry. */
const ONCE_MS = 600_000;

/** Stores the entries of the trail: those of transactions at once, the others once a second by one statement. */
@Injectable()
export class AuditWriter
  implements AuditRecorder, OnModuleInit, BeforeApplicationShutdown, OnApplicationShutdown
{
  readonly otherwise: AuditRecorder['otherwise'];
  private readonly logger = new Logger('Audit');
  private readonly noted = new NotedEntries(MAX_NOTED);
  private readonly recent = new WindowCounts(ONCE_MS);
  private timer: NodeJS.Timeout | undefined;
  private isWaiting = false;
  private storing: Promise<void> = Promise.resolve();

  constructor(
    private readonly options: AuditOptions,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    @InjectDataSource() private readonly dataSource: DataSource,
  ) {
    this.otherwise = options.actor;
  }

  onModuleInit(): void {
    if (!this.options.enabled) return;
    this.trail.use(this);
    // Not started by the first entry, as what its timer does would count as done for that request.
    this.timer = setInterval(() => void this.flush(), STORE_EVERY_MS).unref();
  }

  /** First, while the database is surely there. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }

  /** What the last requests have noted. */
  async onApplicationShutdown(): Promise<void> {
    await this.flush();
    this.drop(this.noted.take(MAX_NOTED).length, 'The service shut down before they were stored.');
  }

  async store(entries: readonly AuditEntry[], manager: EntityManager): Promise<void> {
    const aged = entries.map((entry) => ({ ...this.shown(entry), ageMs: 0 }));
    await insertEntries(aged, manager);
  }

  note(entry: AuditEntry): void {
    this.noted.add({ ...this.shown(entry), notedAtMs: performance.now() });
  }

  noteOnce(entry: AuditEntry): void {
    const { count } = this.recent.add(repetitionKey(this.shown(entry)), this.clock.now());
    if (count === 1) this.note(entry);
  }

  /** Stores what was noted. What the database does not take now is kept for the next time, up to the bound. */
  flush(): Promise<void> {
    return (this.storing = this.storing.then(() => this.storeNoted()));
  }

  private async storeNoted(): Promise<void> {
    // What is noted meanwhile waits for the next time; otherwise many callers would cause statement after statement.
    for (let left = this.noted.count; left > 0; left -= BATCH) {
      const entries = this.noted.take(Math.min(BATCH, left));
      try {
        await insertEntries(entries.map(agedEntry), this.dataSource.manager);
        this.isWaiting = false;
      } catch (error) {
        if (errorBodyOf(error).statusCode === 503) {
          this.keep(entries, error);
          break;
        }
        // They would be refused again.
        this.drop(entries.length, 'The database refused them.', error);
      }
    }
    this.drop(this.noted.takeDropped(), 'More were noted than can wait for the database.');
  }

  private keep(entries: readonly NotedEntry[], err: unknown): void {
    this.noted.putBack(entries);
    if (this.isWaiting) return;
    this.isWaiting = true;
    const msg = 'Entries of the audit trail wait for the database';
    this.logger.warn({ msg, entries: this.noted.count, most: MAX_NOTED, err });
  }

  private drop(entries: number, why: string, err?: unknown): void {
    if (entries === 0) return;
    this.trail.reportLoss(entries);
    this.logger.error({ msg: `Entries of the audit trail were lost: ${why}`, entries, err });
  }

  private shown(entry: AuditEntry): AuditEntry {
    if (this.options.addresses) return entry;
    return { ...entry, actor: { ...entry.actor, address: null } };
  }
}

function agedEntry({ notedAtMs, ...entry }: NotedEntry) {
  return { ...entry, ageMs: performance.now() - notedAtMs };
}
