import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { type Observable, Subject } from 'rxjs';
import type { EntityManager } from 'typeorm';
import { RestoredPosters } from '../clips/make/restored-posters.js';
import { Clock } from '../common/clock.js';
import { ClipsFolderSilentError } from '../isolation/folder-errors.js';
import { ClipsFolderError } from '../media/storage/clips-folder-error.js';
import { CleanupStopped } from './cleanup-errors.js';
import { CleanupLock } from './cleanup-lock.js';
import type { CleanupResult } from './dto/cleanup-result.dto.js';
import { type CleanupOptions, CleanupRun } from './cleanup-run.js';
import { CleanupStates } from './cleanup-states.js';
import { CleanupSettings } from './cleanup.module-definition.js';
import { ClipSurvey } from './clip-survey.js';
import { isStepped } from './doubt/clock-step.js';
import { ClockWatch } from './doubt/clock-watch.js';
import { DeletionDoubts } from './doubt/deletion-doubts.js';
import { nodeClockWarning } from './doubt/describe-doubt.js';
import { FileRemoval } from './file-removal.js';
import { PeriodReader } from './period-reader.js';
import { RetentionRules } from './retention-rules.js';
import { dueRun } from './schedule.js';

const POSTER_DELAY_MS = 600_000;

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
    private readonly watch: ClockWatch,
    private readonly doubts: DeletionDoubts,
    private readonly periods: PeriodReader,
    private readonly survey: ClipSurvey,
    private readonly files: FileRemoval,
    private readonly rules: RetentionRules,
    private readonly posters: RestoredPosters,
  ) {}

  /**
   * Cleans up now. The result of a run that its guard or a shutdown stopped says so.
   *
   * @throws CleanupRunningError when a run is in progress, on whichever node
   */
  run(options: CleanupOptions = {}): Promise<CleanupResult> {
    const settles = this.clock.now();
    return this.track(this.lock.run((manager) => this.perform(manager, options, settles)));
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
      return due && this.perform(manager, {}, due > now ? due : now);
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
    settles: Date,
  ): Promise<CleanupResult> {
    const { rules, files } = this;
    const [now, nodeNow] = [await this.watch.read(manager), this.clock.now()];
    const context = { manager, now, nodeNow, rules, files, signal: this.stopping.signal };
    const run = new CleanupRun(context, options);
    const { result } = run;
    const aheadMs = nodeNow.getTime() - now.getTime();
    if (isStepped(aheadMs)) run.warn(nodeClockWarning(aheadMs));
    try {
      await this.apply(run);
    } catch (error) {
      if (!isStop(error)) throw error;
      result.stopped = stopOf(error);
    }
    result.finished_at = this.clock.now().toISOString();
    this.report(result);
    this.done.next(result);
    if (!run.dryRun) {
      const cutShort = result.stopped?.code === 'SHUTDOWN';
      await this.states.record(run, cutShort ? null : settles, await this.periods.stored(run));
    }
    return result;
  }

  private async apply(run: CleanupRun): Promise<void> {
    await this.judge(run);
    run.survey = await this.survey.take(run);
    for (const rule of this.rules) {
      run.begin(rule);
      await rule.apply(run);
    }
  }

  /** Of clips whose process died before it made theirs. One that was just published may be about to get it. */
  private async makePosters(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - POSTER_DELAY_MS);
    const made = await this.posters.makeSome(before, this.stopping.signal);
    if (made > 0) this.logger.log({ msg: 'Made posters that were missing', posters: made });
  }

  /** @throws CleanupStopped where an operator has to confirm the run first */
  private async judge(run: CleanupRun): Promise<void> {
    if (run.confirmed && !run.dryRun) return this.watch.confirm(run.manager);
    const doubt = await this.doubts.about(run);
    if (run.dryRun) run.result.to_confirm = doubt;
    else if (doubt) throw new CleanupStopped(doubt.code, doubt.message);
  }

  private report(result: CleanupResult): void {
    const { dry_run, stopped, reasons, held, errors, warnings } = result;
    const facts = { dry_run, reasons, held, errors };
    if (stopped) this.logger.error({ msg: `Cleanup stopped: ${stopped.message}`, ...facts });
    else this.logger.log({ msg: 'Cleanup done', ...facts });
    for (const warning of warnings) this.logger.warn(warning);
  }

  /** The posters are made once the lock is free, as nothing else depends on them. */
  private async track<T extends CleanupResult | null>(run: Promise<T>): Promise<T> {
    const work = run.then(async (result) => {
      if (result && !result.dry_run && !result.stopped) {
        await this.makePosters().catch((err: unknown) => {
          this.logger.warn({ msg: 'Missing posters were left', err });
        });
      }
      return result;
    });
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

type Stop = CleanupStopped | ClipsFolderError | ClipsFolderSilentError;

function isStop(error: unknown): error is Stop {
  return [CleanupStopped, ClipsFolderError, ClipsFolderSilentError].some(
    (type) => error instanceof type,
  );
}

function stopOf({ code, message }: Stop) {
  return { code: code as CleanupStopped['code'], message };
}
