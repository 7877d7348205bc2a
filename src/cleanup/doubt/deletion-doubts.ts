import { Injectable } from '@nestjs/common';
import type { CleanupRun } from '../cleanup-run.js';
import { CleanupStates } from '../cleanup-states.js';
import { CleanupSettings } from '../cleanup.module-definition.js';
import type { CleanupStop } from '../dto/cleanup-result.dto.js';
import { PeriodReader } from '../period-reader.js';
import { isStepped } from './clock-step.js';
import { clockDoubt, unusualDoubt } from './describe-doubt.js';
import { advancedCameras, usualUntil } from './period-advance.js';
import { unusualDeletions } from './unusual-deletions.js';

/** Reasons why an operator should confirm a run before it deletes anything. */
@Injectable()
export class DeletionDoubts {
  constructor(
    private readonly settings: CleanupSettings,
    private readonly states: CleanupStates,
    private readonly periods: PeriodReader,
  ) {}

  /** The first reason; null for a usual run. */
  async about(run: CleanupRun): Promise<CleanupStop | null> {
    const state = await this.states.get(run.manager);
    if (!state) return null;
    if (isStepped(state.clockStepMs)) return clockDoubt(state.clockStepMs);
    const since = state.completedAt ?? state.scheduledSince;
    const periods = await this.periods.of(run);
    const before = state.periods ? this.periods.from(state.periods) : periods;
    const usual = usualUntil(this.settings, since);
    const cameras = advancedCameras(run.now, periods, usual, before);
    if (cameras.length === 0) return null;
    const unusual = await unusualDeletions(cameras, usual, run.now, run.manager);
    if (unusual.events + unusual.recordings === 0) return null;
    return unusualDoubt({ ...unusual, since });
  }
}
