import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { SchedulerRegistry } from '@nestjs/schedule';
import { CronJob } from 'cron';
import { Clock } from '../common/clock.js';
import { CleanupRunningError } from './cleanup-errors.js';
import { CleanupStates } from './cleanup-states.js';
import { CleanupSettings } from './cleanup.module-definition.js';
import { CleanupService } from './cleanup.service.js';

const JOB = 'cleanup';

/** Runs cleanups when they are due, and at the start where one was missed. */
@Injectable()
export class CleanupSchedule implements OnApplicationBootstrap {
  private readonly logger = new Logger('Cleanup');

  constructor(
    private readonly settings: CleanupSettings,
    private readonly service: CleanupService,
    private readonly states: CleanupStates,
    private readonly clock: Clock,
    private readonly modules: ModuleRef,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { scheduled, cron: cronTime, timezone: timeZone } = this.settings;
    if (!scheduled) return;
    await this.states.settledAt(this.clock.now());
    const job = CronJob.from({ cronTime, timeZone, onTick: () => this.tick(), start: true });
    this.modules.get(SchedulerRegistry, { strict: false }).addCronJob(JOB, job);
    void this.tick();
  }

  private async tick(): Promise<void> {
    try {
      await this.service.runIfDue();
    } catch (error) {
      // Another node is at it.
      if (error instanceof CleanupRunningError) return;
      this.logger.error({ msg: 'Cleanup failed', err: error });
    }
  }
}
