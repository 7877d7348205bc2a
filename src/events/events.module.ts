import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { featureModule } from '../common/feature-module.js';
import { MediaProbe } from '../probe/media-probe.js';
import { CamerasController } from './events/cameras.controller.js';
import { Detection } from './records/detection.entity.js';
import { EventAnswers } from './events/event-answers.js';
import { EventClips } from './clips/event-clips.js';
import { Event } from './records/event.entity.js';
import { EventsController } from './events/events.controller.js';
import { EVENTS_OPTIONS, type EventsModuleOptions } from './events.module-definition.js';
import { EventsService } from './events/events.service.js';
import { FootageSource } from './footage/footage-source.js';
import { Recording } from './records/recording.entity.js';
import { RecordingsController } from './recordings/recordings.controller.js';
import { RecordingsService } from './recordings/recordings.service.js';
import { RegisteredFootage } from './footage/registered-footage.js';

const ConfigurableEventsModule = featureModule<EventsModuleOptions>(EVENTS_OPTIONS, [
  EventsController,
  CamerasController,
  RecordingsController,
]);

/**
 * Events, their detections, and the recordings of their cameras. Needs `FootageRoots` of the MediaModule
 * and `FfmpegRunner` of the FfmpegModule: these modules are global, or named in `imports` of
 * `forRootAsync`.
 */
@Module({
  imports: [TypeOrmModule.forFeature([Event, Detection, Recording])],
  providers: [
    EventsService,
    EventAnswers,
    EventClips,
    MediaProbe,
    RecordingsService,
    RegisteredFootage,
    {
      provide: FootageSource,
      useFactory: ({ footageSource }: EventsModuleOptions, registered: RegisteredFootage) =>
        footageSource ?? registered,
      inject: [EVENTS_OPTIONS, RegisteredFootage],
    },
  ],
  exports: [EventsService, EventClips, FootageSource, MediaProbe, RecordingsService],
})
export class EventsModule extends ConfigurableEventsModule {}
