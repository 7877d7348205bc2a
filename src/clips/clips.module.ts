import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { clockOf } from '../common/clock.js';
import { room } from '../common/room.js';
import { EventClips } from '../events/event-clips.js';
import { Event } from '../events/event.entity.js';
import { ClipTitles } from '../media/serving/clip-titles.js';
import { ClipRecords } from '../media/storage/clip-records.js';
import { AutomaticClips } from './requests/automatic-clips.js';
import { ClipEvents } from './records/clip-events.js';
import { ClipGenerator } from './worker/clip-generator.js';
import { ClipHolds } from './records/clip-protection.js';
import { ClipLinkController } from './api/clip-link.controller.js';
import { ClipMaker } from './make/clip-maker.js';
import { ClipPosters } from './make/clip-posters.js';
import { ClipProgressService } from './api/clip-progress.js';
import { ClipOrders } from './requests/clip-scheduler.js';
import { ClipRecovery } from './worker/clip-recovery.js';
import { ClipRemoval } from './records/clip-removal.js';
import { ClipRequest } from './records/clip-request.entity.js';
import { ClipRequests } from './records/clip-requests.js';
import { ClipRoom } from './make/disk-space.js';
import { ClipStates } from './api/clip-states.js';
import { ClipWaiter } from './requests/clip-waiter.js';
import { ClipWorker } from './worker/clip-worker.js';
import { Clip } from './records/clip.entity.js';
import { ClipsController } from './api/clips.controller.js';
import { CLIPS_OPTIONS, ClipsOptions, withDefaults } from './clips.module-definition.js';
import type { ClipsModuleOptions } from './clips.options.js';
import { ClipsService } from './api/clips.service.js';
import { ClipsOfEvents } from './api/event-clips-adapter.js';
import { InterruptedClips } from './records/interrupted-clips.js';
import { SourceFinder } from './footage/source-finder.js';
import { PosterMaker } from './make/poster-maker.js';
import { Tombstones } from './records/pending-deletions.js';
import { RecordedFiles } from './records/recorded-files.js';
import { VideoSources } from './footage/video-sources.js';

const ClipsRoom = room<ClipsModuleOptions>(CLIPS_OPTIONS, [ClipsController, ClipLinkController]);

/** Clips of events: what is asked for, the making, and the books of it. */
@Module({
  imports: [TypeOrmModule.forFeature([Clip, ClipRequest, Event])],
  providers: [
    { provide: ClipsOptions, useFactory: withDefaults, inject: [CLIPS_OPTIONS] },
    clockOf(CLIPS_OPTIONS),
    AutomaticClips,
    ClipEvents,
    ClipGenerator,
    ClipHolds,
    ClipMaker,
    ClipOrders,
    ClipPosters,
    ClipProgressService,
    ClipRecovery,
    ClipRemoval,
    ClipRequests,
    ClipRoom,
    ClipsOfEvents,
    ClipsService,
    ClipStates,
    ClipWaiter,
    ClipWorker,
    InterruptedClips,
    SourceFinder,
    PosterMaker,
    RecordedFiles,
    Tombstones,
    VideoSources,
  ],
  exports: [ClipEvents, ClipGenerator, ClipRemoval, ClipRoom, ClipsService, Tombstones],
})
export class ClipsModule extends ClipsRoom implements OnModuleInit {
  constructor(
    private readonly eventClips: EventClips,
    private readonly clipTitles: ClipTitles,
    private readonly clipRecords: ClipRecords,
    private readonly clipsOfEvents: ClipsOfEvents,
    private readonly recordedFiles: RecordedFiles,
  ) {
    super();
  }

  onModuleInit(): void {
    this.eventClips.use(this.clipsOfEvents);
    this.clipTitles.use((eventId) => this.clipsOfEvents.title(eventId));
    this.clipRecords.use((clip) => this.recordedFiles.find(clip));
  }
}
