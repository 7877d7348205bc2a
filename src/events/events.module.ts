import { Inject, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { featureModule } from '../common/feature-module.js';
import { MediaProbe } from '../probe/media-probe.js';
import { Clock, clockOf } from '../common/clock.js';
import { CameraCoverage } from './cameras/camera-coverage.js';
import { CameraEvents } from './cameras/camera-events.js';
import { CameraSilence } from './cameras/camera-silence.js';
import { CamerasController } from './cameras/cameras.controller.js';
import { CamerasService } from './cameras/cameras.service.js';
import { SilenceSchedule } from './cameras/silence-schedule.js';
import { CameraNamings } from './records/camera-namings.js';
import { Camera } from './records/camera.entity.js';
import { Detection } from './records/detection.entity.js';
import { EventAnswers } from './events/event-answers.js';
import { EventClips } from './clips/event-clips.js';
import { Event } from './records/event.entity.js';
import { EventsController } from './events/events.controller.js';
import { EVENTS_OPTIONS, type EventsModuleOptions } from './events.module-definition.js';
import { EventsService } from './events/events.service.js';
import { FileLooks } from './footage/file-looks.js';
import { FileRows } from './footage/file-rows.js';
import { FootageSource } from './footage/footage-source.js';
import { Recording } from './records/recording.entity.js';
import { RecordingAudit } from './recordings/recording-audit.js';
import { RecordingRows } from './footage/recording-rows.js';
import { RecordingsController } from './recordings/recordings.controller.js';
import { RecordingReader } from './recordings/recording-reader.js';
import { RecordingsService } from './recordings/recordings.service.js';
import { RegisteredFootage } from './footage/registered-footage.js';
import { StartLimits } from './placing/start-limits.js';

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
  imports: [TypeOrmModule.forFeature([Camera, Event, Detection, Recording])],
  providers: [
    clockOf(EVENTS_OPTIONS),
    CameraCoverage,
    CameraEvents,
    CameraNamings,
    CamerasService,
    CameraSilence,
    SilenceSchedule,
    EventsService,
    EventAnswers,
    EventClips,
    FileLooks,
    FileRows,
    MediaProbe,
    RecordingAudit,
    RecordingReader,
    RecordingRows,
    RecordingsService,
    RegisteredFootage,
    {
      provide: StartLimits,
      useFactory: (clock: Clock, { maxFutureSeconds }: EventsModuleOptions) =>
        new StartLimits(clock, maxFutureSeconds),
      inject: [Clock, EVENTS_OPTIONS],
    },
    {
      provide: FootageSource,
      useFactory: ({ footageSource }: EventsModuleOptions, registered: RegisteredFootage) =>
        footageSource ?? registered,
      inject: [EVENTS_OPTIONS, RegisteredFootage],
    },
  ],
  exports: [
    CameraEvents,
    CameraNamings,
    CamerasService,
    CameraSilence,
    EventsService,
    EventClips,
    FootageSource,
    MediaProbe,
    RecordingAudit,
    RecordingsService,
    StartLimits,
  ],
})
export class EventsModule extends ConfigurableEventsModule implements OnApplicationBootstrap {
  constructor(
    @Inject(EVENTS_OPTIONS) private readonly options: EventsModuleOptions,
    private readonly looks: FileLooks,
  ) {
    super();
  }

  onApplicationBootstrap(): void {
    const { examinesFiles = true, footageSource } = this.options;
    if (examinesFiles && !footageSource) this.looks.start();
  }
}
