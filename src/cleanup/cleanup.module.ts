import { Module, type OnModuleInit } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DiskSpace } from '../clips/make/disk-space.js';
import { ClipRendition } from '../clips/records/clip-rendition.entity.js';
import { Clip } from '../clips/records/clip.entity.js';
import { KeptEvents } from '../clips/requests/kept-events.js';
import { Clock, clockOf } from '../common/clock.js';
import { featureModule } from '../common/feature-module.js';
import { CleanupLock } from './cleanup-lock.js';
import { CleanupReport } from './cleanup-report.js';
import { CleanupSchedule } from './cleanup-schedule.js';
import { CleanupState } from './cleanup-state.entity.js';
import { CleanupStates } from './cleanup-states.js';
import { CleanupController } from './cleanup.controller.js';
import {
  CLEANUP_OPTIONS,
  type CleanupModuleOptions,
  CleanupSettings,
  withDefaults,
} from './cleanup.module-definition.js';
import { CleanupService } from './cleanup.service.js';
import { ClipAudit } from './clip-audit.js';
import { ClipSurvey } from './clip-survey.js';
import { ClockWatch } from './doubt/clock-watch.js';
import { DatabaseClock } from './doubt/database-clock.js';
import { DeletionDoubts } from './doubt/deletion-doubts.js';
import { ElapsedByClock, ElapsedTime, SystemElapsedTime } from './doubt/elapsed-time.js';
import { EventRemoval } from './event-removal.js';
import { FileRemoval } from './file-removal.js';
import { IntervalRemoval } from './interval-removal.js';
import { PeriodReader } from './period-reader.js';
import { isDue } from './retention.js';
import { RetentionRules } from './retention-rules.js';
import { BUILT_IN_RULES } from './rules/built-in-rules.js';
import { SpaceForClips } from './space-for-clips.js';

const ConfigurableCleanupModule = featureModule<CleanupModuleOptions>(CLEANUP_OPTIONS, [
  CleanupController,
]);

/** Retention of events and clips. */
@Module({
  imports: [TypeOrmModule.forFeature([Clip, ClipRendition, CleanupState])],
  providers: [
    { provide: CleanupSettings, useFactory: withDefaults, inject: [CLEANUP_OPTIONS] },
    { provide: RetentionRules, useFactory: () => new RetentionRules() },
    clockOf(CLEANUP_OPTIONS),
    {
      provide: DatabaseClock,
      useFactory: ({ clock }: CleanupModuleOptions) => new DatabaseClock(clock ?? null),
      inject: [CLEANUP_OPTIONS],
    },
    {
      provide: ElapsedTime,
      useFactory: ({ clock }: CleanupModuleOptions) =>
        clock ? new ElapsedByClock(clock) : new SystemElapsedTime(),
      inject: [CLEANUP_OPTIONS],
    },
    ...BUILT_IN_RULES,
    CleanupLock,
    CleanupReport,
    CleanupSchedule,
    CleanupService,
    CleanupStates,
    ClipAudit,
    ClipSurvey,
    ClockWatch,
    DeletionDoubts,
    EventRemoval,
    FileRemoval,
    IntervalRemoval,
    PeriodReader,
    SpaceForClips,
  ],
  exports: [CleanupReport, CleanupService, ClipAudit, EventRemoval],
})
export class CleanupModule extends ConfigurableCleanupModule implements OnModuleInit {
  constructor(
    private readonly diskSpace: DiskSpace,
    private readonly spaceForClips: SpaceForClips,
    private readonly rules: RetentionRules,
    private readonly keptEvents: KeptEvents,
    private readonly periods: PeriodReader,
    private readonly clock: Clock,
    private readonly settings: CleanupSettings,
    private readonly modules: ModuleRef,
  ) {
    super();
  }

  onModuleInit(): void {
    // Only by now do the rules of all modules exist.
    const types = [...BUILT_IN_RULES, ...this.settings.rules];
    this.rules.use(types.map((type) => this.modules.get(type, { strict: false })));
    this.diskSpace.use(this.spaceForClips);
    this.keptEvents.use(async (event) => {
      return !isDue(event, this.clock.now(), await this.periods.daysOf(event));
    });
  }
}
