import type { Type } from '@nestjs/common';
import type { ClockOption } from '../common/clock.js';
import type { RetentionRule } from '../media/retention/retention-rule.js';
import type { RetentionPolicy } from './retention.js';
import type { Schedule } from './schedule.js';

/** Options of the module. What is left out has the default of {@link withDefaults}. */
export interface CleanupModuleOptions
  extends Partial<RetentionPolicy>, Partial<Schedule>, ClockOption {
  /**
   * Whether this process runs cleanups by the schedule, and at start where one was missed. It needs the
   * `SchedulerRegistry` of an application that imports `ScheduleModule.forRoot()`.
   */
  readonly scheduled?: boolean;
  /**
   * Rules beside the built-in ones, each a provider of some module of the application. Within a stage they
   * apply after the built-in ones, in this order.
   */
  readonly rules?: readonly Type<RetentionRule>[];
}

export const CLEANUP_OPTIONS = Symbol('CleanupModuleOptions');

/** The module's options with every default filled in. */
export abstract class CleanupSettings implements RetentionPolicy, Schedule {
  abstract readonly retentionDays: number;
  abstract readonly maxBytes: number | null;
  abstract readonly minFreeBytes: number | null;
  abstract readonly maxFraction: number;
  abstract readonly cron: string;
  abstract readonly timezone: string;
  abstract readonly scheduled: boolean;
  abstract readonly rules: readonly Type<RetentionRule>[];
}

export function withDefaults(options: CleanupModuleOptions): CleanupSettings {
  return {
    retentionDays: 30,
    maxBytes: null,
    minFreeBytes: null,
    maxFraction: 0.5,
    cron: '0 3 * * *',
    timezone: 'UTC',
    scheduled: true,
    rules: [],
    ...options,
  };
}
