import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { type Observable, Subject } from 'rxjs';
import type { EntityManager } from 'typeorm';
import { Clock } from '../common/clock.js';
import { ClipStorage } from '../media/storage/clip-storage.js';
import { ClipsFolderError } from '../media/storage/clips-folder-error.js';
import { AgeRule } from './rules/age-rule.js';
import { CleanupStopped } from './cleanup-errors.js';
import { CleanupLock } from './cleanup-lock.js';
import type { CleanupResult } from './dto/cleanup-result.dto.js';
import { type CleanupOptions, CleanupRun } from './cleanup-run.js';
import { CleanupStates } from './cleanup-states.js';
import { CleanupSettings } from './cleanup.module-definition.js';
import { ClipSurvey, type Survey } from './clip-survey.js';
import { FileRemoval } from './file-removal.js';
import { MissingRule } from './rules/missing-rule.js';
import { OrphanRule } from './rules/orphan-rule.js';
import { RecordingsRule } from './rules/recordings-rule.js';
import { cutoffOf, isDue } from './retention.js';
import { dueRun } from './schedule.js';
import { SpaceRule } from './rules/space-rule.js';
import { TemporaryRule } from './rules/temporary-rule.js';

/** Retention: what is too old, too much, or nobody's, goes; what is protected stays. */
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
    private readonly storage: ClipStorage,
    private readonly survey: ClipSurvey,
    private readonly files: FileRemoval,
    private readonly age: AgeRule,
    private readonly recordings: RecordingsRule,
    private readonly missing: MissingRule,
    private readonly orphans: OrphanRule,
    private readonly temporaries: TemporaryRule,
    private readonly space: SpaceRule,
  ) {}

  /**
   * Cleans up now. One that is stopped (by its guard, by a shutdown) tells so in its result.
   *
   * @throws CleanupRunningError when a run is under way, on whichever node
   */
  run(options: CleanupOptions = {}): Promise<CleanupResult> {
    const now = this.clock.now();
    return this.track(this.lock.run((manager) => this.perform(manager, options, now, now)));
  }

  /** Cleans up if the schedule says so and no node has done it yet. @throws CleanupRunningError */
  runIfDue(): Promise<CleanupResult | null> {
    const work = this.lock.run(async (manager) => {
      const now = this.clock.now();
      const due = dueRun(this.settings, await this.states.settledAt(now, manager), now);
      // A timer that was early must not leave the very same instant to be settled again.
      return due && this.perform(manager, {}, now, due > now ? due : now);
    });
    return this.track(work);
  }

  /** Runs end between two batches; the next one goes on. */
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
    const run = new CleanupRun(manager, now, options, this.stopping.signal);
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
    await this.storage.check();
    const freeBytes = await this.storage.freeBytes();
    const survey = await this.survey.take(run);
    await this.files.takeInterrupted(run);
    await this.age.apply(run, (names) => names.forEach((name) => survey.strays.delete(name)));
    await this.recordings.apply(run);
    await this.missing.apply(run, survey);
    // What is nobody's goes before somebody's clips have to make room.
    await this.orphans.apply(run, survey);
    await this.temporaries.apply(run);
    await this.bySpace(run, survey, freeBytes);
  }

  private async bySpace(run: CleanupRun, survey: Survey, freeBefore: number | null): Promise<void> {
    if (this.space.isOff) return;
    const freed = Object.values({ ...run.result.reasons }).reduce(
      (sum, { bytes }) => sum + bytes,
      0,
    );
    const freeBytes = freeBefore === null ? null : freeBefore + freed;
    const space = { usedBytes: survey.keptBytes, freeBytes };
    const cutoff = cutoffOf(run.now, this.settings);
    const over = await this.lock.space(
      () =>
        this.space.apply(
          run,
          space,
          (clip) => isDue(clip, cutoff) || survey.missing.has(clip.eventId),
        ),
      run.manager,
    );
    const { clips, bytes } = run.result.held;
    if (over > 0) {
      run.warn(
        `The clips folder is still ${over} bytes over its limits. ${clips} protected clips hold ${bytes} bytes.`,
      );
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
