import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Clip } from '../clips/records/clip.entity.js';
import { DiskSpace } from '../clips/make/disk-space.js';
import { clockOf } from '../common/clock.js';
import { room } from '../common/room.js';
import { AgeRule } from './rules/age-rule.js';
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
import { FileRemoval } from './file-removal.js';
import { MissingRule } from './rules/missing-rule.js';
import { OrphanRule } from './rules/orphan-rule.js';
import { RecordingsRule } from './rules/recordings-rule.js';
import { SpaceRule } from './rules/space-rule.js';
import { TemporaryRule } from './rules/temporary-rule.js';

const CleanupRoom = room<CleanupModuleOptions>(CLEANUP_OPTIONS, [CleanupController]);

/** Retention of events and clips. */
@Module({
  imports: [TypeOrmModule.forFeature([Clip, CleanupState])],
  providers: [
    { provide: CleanupSettings, useFactory: withDefaults, inject: [CLEANUP_OPTIONS] },
    clockOf(CLEANUP_OPTIONS),
    AgeRule,
    CleanupLock,
    CleanupReport,
    CleanupSchedule,
    CleanupService,
    CleanupStates,
    ClipAudit,
    ClipSurvey,
    FileRemoval,
    MissingRule,
    OrphanRule,
    RecordingsRule,
    SpaceRule,
    TemporaryRule,
  ],
  exports: [CleanupReport, CleanupService, ClipAudit],
})
export class CleanupModule extends CleanupRoom implements OnModuleInit {
  constructor(
    private readonly diskSpace: DiskSpace,
    private readonly space: SpaceRule,
  ) {
    super();
  }

  onModuleInit(): void {
    this.diskSpace.use(this.space);
  }
}
