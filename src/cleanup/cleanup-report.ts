import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock.js';
import type { CleanupStop } from './dto/cleanup-result.dto.js';
import { CleanupStates } from './cleanup-states.js';
import { CleanupSettings } from './cleanup.module-definition.js';
import type { CleanupDto } from './dto/cleanup.dto.js';
import { nextRun } from './schedule.js';

/** What cleanup does, did, and does next. */
@Injectable()
export class CleanupReport {
  constructor(
    private readonly settings: CleanupSettings,
    private readonly states: CleanupStates,
    private readonly clock: Clock,
  ) {}

  /** Why the last run stopped itself; null: it did not. */
  async lastStop(): Promise<CleanupStop | null> {
    return (await this.states.lastRun())?.stopped ?? null;
  }

  async get(): Promise<CleanupDto> {
    const { retentionDays, maxBytes, minFreeBytes, maxFraction, cron, timezone } = this.settings;
    return {
      policy: {
        retention_days: retentionDays,
        clips_max_bytes: maxBytes,
        clips_min_free_bytes: minFreeBytes,
        max_fraction: maxFraction,
        cron,
        timezone,
      },
      last_run: await this.states.lastRun(),
      next_run_at: this.settings.scheduled ? nextRun(this.settings, this.clock.now()) : null,
    };
  }
}
