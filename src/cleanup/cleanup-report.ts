import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock.js';
import { cameraPeriodDto, type CleanupResult, emptyReasons } from './dto/cleanup-result.dto.js';
import type { CleanupState } from './cleanup-state.entity.js';
import { CleanupStates } from './cleanup-states.js';
import { CleanupSettings } from './cleanup.module-definition.js';
import type { CleanupDto } from './dto/cleanup.dto.js';
import { isStepped } from './doubt/clock-step.js';
import { clockDoubt } from './doubt/describe-doubt.js';
import { PeriodReader } from './period-reader.js';
import { RetentionRules } from './retention-rules.js';
import { isOverdue, nextRun } from './schedule.js';

export interface CleanupCompletion {
  /** Null where none has completed yet. */
  readonly completedAt: Date | null;
  readonly overdue: boolean;
}

/** What cleanup is set to do, what it did last, and when it runs next. */
@Injectable()
export class CleanupReport {
  constructor(
    private readonly settings: CleanupSettings,
    private readonly states: CleanupStates,
    private readonly rules: RetentionRules,
    private readonly periods: PeriodReader,
    private readonly clock: Clock,
  ) {}

  /** What an operator should know of the last run: why it was stopped, null where it was not, and its warnings. */
  async lastFindings(): Promise<Pick<CleanupResult, 'stopped' | 'warnings'>> {
    const state = await this.states.get();
    const { stopped = null, warnings = [] } = state?.lastRun ?? {};
    // A step stops the next run, whatever the last one did.
    const stepMs = state?.clockStepMs ?? 0;
    return { stopped: isStepped(stepMs) ? clockDoubt(stepMs) : stopped, warnings };
  }

  /** When a run last completed, and whether the schedule has passed twice without one. */
  async completion(): Promise<CleanupCompletion> {
    return this.completionOf(await this.states.get());
  }

  async get(): Promise<CleanupDto> {
    const state = await this.states.get();
    const { completedAt, overdue } = this.completionOf(state);
    const { retentionDays, maxBytes, minFreeBytes, maxFraction, cron, timezone } = this.settings;
    return {
      policy: {
        retention_days: retentionDays,
        cameras: (await this.periods.own()).map(cameraPeriodDto),
        clips_max_bytes: maxBytes,
        clips_min_free_bytes: minFreeBytes,
        max_fraction: maxFraction,
        cron,
        timezone,
      },
      last_run: state?.lastRun ? this.withAllReasons(state.lastRun) : null,
      last_completed_at: completedAt,
      overdue,
      next_run_at: this.settings.scheduled ? nextRun(this.settings, this.clock.now()) : null,
    };
  }

  /** Another version, or other rules, may have stored fewer reasons or more. */
  private withAllReasons(lastRun: CleanupResult): CleanupResult {
    return { ...lastRun, reasons: { ...emptyReasons(this.rules.reasons), ...lastRun.reasons } };
  }

  private completionOf(state: CleanupState | null): CleanupCompletion {
    const completedAt = state?.completedAt ?? null;
    const since = completedAt ?? state?.scheduledSince;
    // A node without a schedule does not know the schedule of the others.
    const overdue =
      this.settings.scheduled &&
      since !== undefined &&
      isOverdue(this.settings, since, this.clock.now());
    return { completedAt, overdue };
  }
}
