import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { type Observable, Subject } from 'rxjs';
import type { EntityManager } from 'typeorm';
import { Clock } from '../common/clock.js';
import { ClipsFolderError } from '../media/storage/clips-folder-error.js';
import { CleanupStopped } from './cleanup-errors.js';
import { CleanupLock } from './cleanup-lock.js';
import type { CleanupResult } from './dto/cleanup-result.dto.js';
import { type CleanupOptions, CleanupRun } from './cleanup-run.js';
import { CleanupStates } from './cleanup-states.js';
import { CleanupSettings } from './cleanup.module-definition.js';
import { ClipSurvey } from './clip-survey.js';
import { FileRemoval } from './file-removal.js';
import { RetentionRules } from './retention-rules.js';
import { dueRun } from './schedule.js';

/** Runs cleanups: compares the clips folder with the database, then applies the rules of retention. */
@Injectable()
export class CleanupService implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Cleanup');
  private readonly done = new Subject<CleanupResult>();
  /** What each run in this process did, once it has ended. A subscriber must not throw. */
  readonly results: Observable<CleanupResult> = this.done.asObservable();
  private readonly unfinished = new Subject<unknown>();
  /** The error of each run that this process could not start or finish. A subscriber must not throw. */
  readonly failures: Observable<unknown> = this.unfinished.asObservable();
  private readonly stopping = new AbortController();
  private readonly running = new Set<Promise<unknown>>();

  constructor(
    private readonly settings: CleanupSettings,
    private readonly lock: CleanupLock,
    private readonly states: CleanupStates,
    private readonly clock: Clock,
    private readonly survey: ClipSurvey,
    private readonly files: FileRemoval,
    private readonly rules: RetentionRules,
  ) {}

  /**
   * Cleans up now. The result of a run that its guard or a shutdown stopped says so.
   *
   * @throws CleanupRunningError when a run is in progress, on whichever node
   */
  run(options: CleanupOptions = {}): Promise<CleanupResult> {
    const now = this.clock.now();
    return this.track(this.lock.run((manager) => this.perform(manager, options, now, now)));
  }

  /** Cleans up if the schedule says so and no node has done it yet. @throws CleanupRunningError */
  async runIfDue(): Promise<CleanupResult | null> {
    // Without the lock first: a look at the schedule refuses no run that is started meanwhile.
    const at = this.clock.now();
    if (dueRun(this.settings, await this.states.settledAt(at), at) === null) return null;
    const work = this.lock.run(async (manager) => {
      const now = this.clock.now();
      const due = dueRun(this.settings, await this.states.settledAt(now, manager), now);
      // The timer may fire early: the next look must not find the same instant due again.
      return due && this.perform(manager, {}, now, due > now ? due : now);
    });
    return this.track(work);
  }

  /** A run ends between two batches; the next run continues. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await Promise.allSettled(this.running);
  }

  private async perform(
    manager: EntityManager,
    options: CleanupOptions,
    now: Date,
    settles: Date,
  ): Promise<CleanupResult> {
    const { rules, files } = this;
    const context = { manager, now, rules, files, signal: this.stopping.signal };
    const run = new CleanupRun(context, options);
    const { result } = run;
    try {
      await this.apply(run);
    } catch (error) {
      if (!(error instanceof CleanupStopped || error instanceof ClipsFolderError)) throw error;
      result.stopped = stopOf(error);
    }
    result.finished_at = this.clock.now().toISOString();
    this.report(result);
    this.done.next(result);
    if (!run.dryRun) {
      const cutShort = result.stopped?.code === 'SHUTDOWN';
      await this.states.record(result, cutShort ? null : settles, manager);
    }
    return result;
  }

  private async apply(run: CleanupRun): Promise<void> {
    run.survey = await this.survey.take(run);
    for (const rule of this.rules) {
      run.begin(rule);
      await rule.apply(run);
    }
  }

  private report(result: CleanupResult): void {
    const { dry_run, stopped, reasons, held, errors, warnings } = result;
    const facts = { dry_run, reasons, held, errors };
    if (stopped) this.logger.error({ msg: `Cleanup stopped: ${stopped.message}`, ...facts });
    else this.logger.log({ msg: 'Cleanup done', ...facts });
    for (const warning of warnings) this.logger.warn(warning);
  }

  private async track<T>(work: Promise<T>): Promise<T> {
    this.running.add(work);
    try {
      return await work;
    } catch (error) {
      this.unfinished.next(error);
      throw error;
    } finally {
      this.running.delete(work);
    }
  }
}

function stopOf({ code, message }: CleanupStopped | ClipsFolderError) {
  return { code: code as CleanupStopped['code'], message };
}
