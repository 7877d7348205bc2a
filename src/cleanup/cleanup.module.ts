import { type DynamicModule, Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Clip } from '../clips/clip.entity.js';
import { ClipRoom } from '../clips/clip-room.js';
import { Clock, SystemClock } from '../common/clock.js';
import { withRoutes } from '../common/with-routes.js';
import { AgeRule } from './age-rule.js';
import { CleanupLock } from './cleanup-lock.js';
import { CleanupReport } from './cleanup-report.js';
import { CleanupSchedule } from './cleanup-schedule.js';
import { CleanupState } from './cleanup-state.entity.js';
import { CleanupStates } from './cleanup-states.js';
import { CleanupController } from './cleanup.controller.js';
import {
  ASYNC_OPTIONS_TYPE,
  CLEANUP_OPTIONS,
  CleanupSettings,
  ConfigurableModuleClass,
  OPTIONS_TYPE,
  withDefaults,
} from './cleanup.module-definition.js';
import { CleanupService } from './cleanup.service.js';
import { ClipAudit } from './clip-audit.js';
import { ClipSurvey } from './clip-survey.js';
import { FileRemoval } from './file-removal.js';
import { MissingRule } from './missing-rule.js';
import { OrphanRule } from './orphan-rule.js';
import { RecordingsRule } from './recordings-rule.js';
import { SpaceRule } from './space-rule.js';
import { TemporaryRule } from './temporary-rule.js';

const CONTROLLERS = [CleanupController];

/** Retention of events and clips. */
@Module({
  imports: [TypeOrmModule.forFeature([Clip, CleanupState])],
  providers: [
    { provide: CleanupSettings, useFactory: withDefaults, inject: [CLEANUP_OPTIONS] },
    { provide: Clock, useClass: SystemClock },
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
export class CleanupModule extends ConfigurableModuleClass implements OnModuleInit {
  static override forRoot(options: typeof OPTIONS_TYPE): DynamicModule {
    return withRoutes(super.forRoot(options), options, CONTROLLERS);
  }

  static override forRootAsync(options: typeof ASYNC_OPTIONS_TYPE): DynamicModule {
    return withRoutes(super.forRootAsync(options), options, CONTROLLERS);
  }

  constructor(
    private readonly room: ClipRoom,
    private readonly space: SpaceRule,
  ) {
    super();
  }

  onModuleInit(): void {
    this.room.use(this.space);
  }
}
