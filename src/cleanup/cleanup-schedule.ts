import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { SchedulerRegistry } from '@nestjs/schedule';
import { CronJob } from 'cron';
import { Clock } from '../common/clock.js';
import { CleanupRunningError } from './cleanup-errors.js';
import { CleanupReport } from './cleanup-report.js';
import { CleanupStates } from './cleanup-states.js';
import { CleanupSettings } from './cleanup.module-definition.js';
import { CleanupService } from './cleanup.service.js';
import { ClockWatch } from './doubt/clock-watch.js';

const JOB = 'cleanup';
/** How long after a run that failed or could not start the next attempt is. */
const RETRY_MS = 600_000;
/** How often the clock is read: a step is noticed this long after it, and a service that was off this exactly. */
const CLOCK_INTERVAL_MS = 600_000;

/** Runs cleanups when they are due, and at start where one was missed. */
@Injectable()
export class CleanupSchedule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Cleanup');
  private retry: NodeJS.Timeout | undefined;
  private clockReading: NodeJS.Timeout | undefined;

  constructor(
    private readonly settings: CleanupSettings,
    private readonly service: CleanupService,
    private readonly states: CleanupStates,
    private readonly reports: CleanupReport,
    private readonly watch: ClockWatch,
    private readonly clock: Clock,
    private readonly modules: ModuleRef,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { scheduled, cron: cronTime, timezone: timeZone } = this.settings;
    if (!scheduled) return;
    await this.states.settledAt(this.clock.now());
    await this.watch.read();
    this.clockReading = setInterval(() => void this.readClock(), CLOCK_INTERVAL_MS).unref();
    const job = CronJob.from({ cronTime, timeZone, onTick: () => this.tick(), start: true });
    this.modules.get(SchedulerRegistry, { strict: false }).addCronJob(JOB, job);
    void this.tick();
  }

  beforeApplicationShutdown(): void {
    clearTimeout(this.retry);
    clearInterval(this.clockReading);
  }

  /** A database that does not answer is reported by whatever else needs it. */
  private async readClock(): Promise<void> {
    await this.watch.read().catch(() => undefined);
  }

  private async tick(): Promise<void> {
    clearTimeout(this.retry);
    try {
      await this.service.runIfDue();
    } catch (error) {
      this.retry = setTimeout(() => void this.tick(), RETRY_MS).unref();
      if (error instanceof CleanupRunningError) await this.reportRefusal(error);
      else this.logger.error({ msg: 'Cleanup failed', err: error });
    }
  }

  /** Of several nodes on one schedule, all but one are refused every time, which needs no attention. */
  private async reportRefusal({ holder }: CleanupRunningError): Promise<void> {
    const overdue = await this.reports.completion().then(
      (completion) => completion.overdue,
      () => false,
    );
    const entry = { msg: 'A scheduled cleanup did not start: another one holds the lock', holder };
    if (overdue) this.logger.warn(entry);
    else this.logger.log(entry);
  }
}
