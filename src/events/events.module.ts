import { withRoutes } from '../common/with-routes.js';
import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CamerasController } from './cameras.controller.js';
import { Detection } from './detection.entity.js';
import { EventAnswers } from './event-answers.js';
import { EventClips } from './event-clips.js';
import { Event } from './event.entity.js';
import { EventsController } from './events.controller.js';
import {
  ASYNC_OPTIONS_TYPE,
  ConfigurableModuleClass,
  OPTIONS_TYPE,
} from './events.module-definition.js';
import { EventsService } from './events.service.js';
import { Footage } from './footage.js';
import { Recording } from './recording.entity.js';
import { RecordingsController } from './recordings.controller.js';
import { RecordingsService } from './recordings.service.js';

const CONTROLLERS = [EventsController, CamerasController, RecordingsController];

/**
 * Events, their detections, and the recordings of their cameras. `FootageRoots` and `MediaProbe` come
 * from the MediaModule and the FfmpegModule: global ones, or those named in `imports` of `forRootAsync`.
 */
@Module({
  imports: [TypeOrmModule.forFeature([Event, Detection, Recording])],
  providers: [EventsService, EventAnswers, EventClips, RecordingsService, Footage],
  exports: [EventsService, EventClips, RecordingsService, Footage],
})
export class EventsModule extends ConfigurableModuleClass {
  static override forRoot(options: typeof OPTIONS_TYPE): DynamicModule {
    return withRoutes(super.forRoot(options), options, CONTROLLERS);
  }

  static override forRootAsync(options: typeof ASYNC_OPTIONS_TYPE): DynamicModule {
    return withRoutes(super.forRootAsync(options), options, CONTROLLERS);
  }
}
