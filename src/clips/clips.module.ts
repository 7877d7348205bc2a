import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { clockOf } from '../common/clock.js';
import { featureModule } from '../common/feature-module.js';
import { EventClips } from '../events/clips/event-clips.js';
import { Event } from '../events/records/event.entity.js';
import { Subtitles } from '../media/serving/subtitles.js';
import { ClipTitles } from '../media/serving/clip-titles.js';
import { MissingPosters } from '../media/serving/missing-posters.js';
import { Renditions } from '../media/serving/renditions.js';
import { ClipRecords } from '../media/storage/clip-records.js';
import { AutomaticClips } from './requests/automatic-clips.js';
import { ClipEvents } from './records/clip-events.js';
import { ClipGenerator } from './worker/clip-generator.js';
import { ClipProtection } from './records/clip-protection.js';
import { CameraClipsController } from './api/camera-clips.controller.js';
import { CameraClipsService } from './api/camera-clips.service.js';
import { CameraTitles } from './api/camera-titles.js';
import { ClipLinkController } from './api/clip-link.controller.js';
import { ClipMaker } from './make/clip-maker.js';
import { ClipPosters } from './make/clip-posters.js';
import { ClipProgressService } from './api/clip-progress.js';
import { ClipScheduler } from './requests/clip-scheduler.js';
import { StartLimit } from './requests/start-limit.js';
import { AwaitedFootage } from './worker/awaited-footage.js';
import { ClipRecovery } from './worker/clip-recovery.js';
import { ClipRemoval } from './records/clip-removal.js';
import { ClipRendition } from './records/clip-rendition.entity.js';
import { ClipRenditions } from './records/clip-renditions.js';
import { ClipRequest } from './records/clip-request.entity.js';
import { ClipRequests } from './records/clip-requests.js';
import { JobRequests } from './records/job-requests.js';
import { CorrectedInputs } from './footage/corrected-inputs.js';
import { CurrentInputs } from './footage/current-inputs.js';
import { EncodedCameras } from './make/encoded-cameras.js';
import { DiskSpace } from './make/disk-space.js';
import { ClipStates } from './api/clip-states.js';
import { StoredClips } from './records/stored-clips.js';
import { ClipSummaries } from './records/clip-summaries.js';
import { ClipCancellation } from './requests/clip-cancellation.js';
import { ClipCompletion } from './records/clip-completion.js';
import { ClipProducer } from './make/clip-producer.js';
import { ClipProduction } from './make/clip-production.js';
import { QueueLimit } from './requests/queue-limit.js';
import { ClipResolver } from './requests/clip-resolver.js';
import { ClipWaiter } from './requests/clip-waiter.js';
import { FailedClips } from './requests/failed-clips.js';
import { ClipWorker } from './worker/clip-worker.js';
import { Clip } from './records/clip.entity.js';
import { ClipsController } from './api/clips.controller.js';
import { CLIPS_OPTIONS, ClipsOptions, withDefaults } from './clips.module-definition.js';
import type { ClipsModuleOptions } from './clips.options.js';
import { ClipsService } from './api/clips.service.js';
import { EventClipsAdapter } from './api/event-clips-adapter.js';
import { FollowedClips } from './footage/followed-clips.js';
import { FreshFootageFinder } from './footage/fresh-footage.js';
import { FutureFootage } from './requests/future-footage.js';
import { InterruptedClips } from './records/interrupted-clips.js';
import { IntervalFootage } from './footage/interval-footage.js';
import { IntervalMaker } from './make/interval-maker.js';
import { IntervalClip } from './records/interval-clip.entity.js';
import { IntervalClips } from './records/interval-clips.js';
import { IntervalCache } from './requests/interval-cache.js';
import { IntervalRequests } from './requests/interval-requests.js';
import { IntervalSource } from './requests/interval-source.js';
import { IntervalWaiter } from './requests/interval-waiter.js';
import { IntervalWorker } from './worker/interval-worker.js';
import { KeptEvents } from './requests/kept-events.js';
import { LateFootage } from './requests/late-footage.js';
import { ListedEvents } from './records/listed-events.js';
import { SourceFiles } from './footage/source-files.js';
import { SourceFinder } from './footage/source-finder.js';
import { StaleClips } from './requests/stale-clips.js';
import { PosterMaker } from './make/poster-maker.js';
import { FrameMaker } from './make/frame-maker.js';
import { CameraFramesController } from './api/camera-frames.controller.js';
import { CameraFramesService } from './api/camera-frames.service.js';
import { PendingDeletions } from './records/pending-deletions.js';
import { RecordedFiles } from './records/recorded-files.js';
import { RenditionEvents } from './records/rendition-events.js';
import { RenditionMaker } from './make/rendition-maker.js';
import { TimesOfDay } from './api/times-of-day.js';
import { RenditionRequests } from './requests/rendition-requests.js';
import { RenditionsInAdvance } from './requests/renditions-in-advance.js';
import { RenditionWorker } from './worker/rendition-worker.js';
import { RestoredPosters } from './make/restored-posters.js';
import { Replacement } from './worker/replacement.js';
import { VideoSources } from './footage/video-sources.js';

const ConfigurableClipsModule = featureModule<ClipsModuleOptions>(CLIPS_OPTIONS, [
  ClipsController,
  ClipLinkController,
  CameraClipsController,
  CameraFramesController,
]);

/** Clips of events: their requests, how they are made, and what is recorded of them. */
@Module({
  imports: [TypeOrmModule.forFeature([Clip, ClipRendition, ClipRequest, Event, IntervalClip])],
  providers: [
    { provide: ClipsOptions, useFactory: withDefaults, inject: [CLIPS_OPTIONS] },
    clockOf(CLIPS_OPTIONS),
    AutomaticClips,
    AwaitedFootage,
    CameraClipsService,
    CameraFramesService,
    CameraTitles,
    ClipCancellation,
    ClipCompletion,
    ClipEvents,
    ClipGenerator,
    ClipMaker,
    ClipPosters,
    ClipProducer,
    ClipProduction,
    ClipProgressService,
    ClipProtection,
    ClipRecovery,
    ClipRemoval,
    ClipRenditions,
    ClipRequests,
    JobRequests,
    ClipResolver,
    ClipScheduler,
    StartLimit,
    ClipsService,
    ClipStates,
    StoredClips,
    ClipSummaries,
    ClipWaiter,
    ClipWorker,
    CorrectedInputs,
    CurrentInputs,
    DiskSpace,
    EncodedCameras,
    EventClipsAdapter,
    FailedClips,
    FollowedClips,
    FrameMaker,
    FreshFootageFinder,
    FutureFootage,
    InterruptedClips,
    IntervalCache,
    IntervalClips,
    IntervalFootage,
    IntervalMaker,
    IntervalRequests,
    IntervalSource,
    IntervalWaiter,
    IntervalWorker,
    KeptEvents,
    LateFootage,
    ListedEvents,
    PendingDeletions,
    PosterMaker,
    QueueLimit,
    RecordedFiles,
    RenditionEvents,
    RenditionMaker,
    RenditionRequests,
    RenditionsInAdvance,
    RenditionWorker,
    Replacement,
    RestoredPosters,
    TimesOfDay,
    SourceFiles,
    SourceFinder,
    StaleClips,
    VideoSources,
  ],
  exports: [
    ClipEvents,
    ClipGenerator,
    ClipRemoval,
    ClipRequests,
    ClipResolver,
    ClipsOptions,
    ClipStates,
    ClipsService,
    DiskSpace,
    IntervalCache,
    IntervalClips,
    IntervalRequests,
    KeptEvents,
    PendingDeletions,
    PosterMaker,
    RenditionEvents,
    RestoredPosters,
    TimesOfDay,
  ],
})
export class ClipsModule extends ConfigurableClipsModule implements OnModuleInit {
  constructor(
    private readonly eventClips: EventClips,
    private readonly clipTitles: ClipTitles,
    private readonly clipRecords: ClipRecords,
    private readonly adapter: EventClipsAdapter,
    private readonly recordedFiles: RecordedFiles,
    private readonly missingPosters: MissingPosters,
    private readonly restoredPosters: RestoredPosters,
    private readonly renditions: Renditions,
    private readonly renditionRequests: RenditionRequests,
    private readonly subtitles: Subtitles,
    private readonly timesOfDay: TimesOfDay,
  ) {
    super();
  }

  onModuleInit(): void {
    this.eventClips.use(this.adapter);
    this.clipTitles.use((eventId) => this.adapter.title(eventId));
    this.missingPosters.use((eventId) => this.restoredPosters.make(eventId));
    this.clipRecords.use((fileName) => this.recordedFiles.find(fileName));
    this.renditions.use((request) => this.renditionRequests.request(request));
    this.subtitles.use((eventId) => this.timesOfDay.ofEvent(eventId));
  }
}
