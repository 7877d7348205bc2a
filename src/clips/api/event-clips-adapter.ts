import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, IsNull, Not, Repository, type SelectQueryBuilder } from 'typeorm';
import { ClipProtectedError } from '../../events/event-errors.js';
import type { ClipSummary } from '../../events/clips/clip-summary.dto.js';
import type { ClipFilter, EventClipsSource } from '../../events/clips/event-clips.js';
import { Event } from '../../events/records/event.entity.js';
import type { Recording } from '../../events/records/recording.entity.js';
import { filesOfClip } from '../../media/storage/clip-files.js';
import { AutomaticClips } from '../requests/automatic-clips.js';
import { ClipScheduler } from '../requests/clip-scheduler.js';
import { LateFootage } from '../requests/late-footage.js';
import { ClipRemoval } from '../records/clip-removal.js';
import { ClipRequest } from '../records/clip-request.entity.js';
import { MediaLinks } from '../../media/serving/media-links.js';
import { Clip } from '../records/clip.entity.js';
import { CorrectedInputs } from '../footage/corrected-inputs.js';
import { CameraTitles } from './camera-titles.js';
import {
  type ClipLinks,
  clipLink,
  messageOf,
  posterLink,
  progressOf,
  playableLinks,
  statusOf,
} from './clip-answers.js';
import { narrowByClip } from '../records/clip-filter.js';
import { type ClipRows, ClipSummaries } from '../records/clip-summaries.js';
import { PendingDeletions } from '../records/pending-deletions.js';

/** What the events module needs of clips, by its port {@link EventClipsSource}. */
@Injectable()
export class EventClipsAdapter implements EventClipsSource {
  constructor(
    private readonly automatic: AutomaticClips,
    private readonly scheduler: ClipScheduler,
    private readonly links: MediaLinks,
    private readonly lateFootage: LateFootage,
    private readonly removal: ClipRemoval,
    private readonly deletions: PendingDeletions,
    private readonly correctedInputs: CorrectedInputs,
    private readonly titles: CameraTitles,
    private readonly clipSummaries: ClipSummaries,
    @InjectRepository(Clip) private readonly clips: Repository<Clip>,
    @InjectRepository(ClipRequest) private readonly requests: Repository<ClipRequest>,
    @InjectRepository(Event) private readonly events: Repository<Event>,
  ) {}

  async summaries(eventIds: number[]): Promise<Map<number, ClipSummary>> {
    const rows = await this.clipSummaries.of(eventIds);
    return new Map(rows.flatMap((row) => entryOf(row, this.links)));
  }

  narrow(query: SelectQueryBuilder<Event>, filter: ClipFilter): void {
    narrowByClip(query, filter);
  }

  added(event: Event): Promise<boolean> {
    return this.automatic.considerNew(event);
  }

  async changed(event: Event): Promise<void> {
    const waiting = await this.requests.findOneBy({
      ...{ eventId: event.id, waitingUntil: Not(IsNull()) },
    });
    // It may follow an end that the event no longer has.
    if (waiting) await this.scheduler.delay(waiting, 0);
    await this.automatic.consider(event);
  }

  async recorded(recordings: readonly Recording[]): Promise<void> {
    await this.lateFootage.arrived(recordings);
  }

  async corrected(manager: EntityManager, before: Recording, now: Recording): Promise<void> {
    await this.correctedInputs.follow(manager, before, now);
  }

  async removing(manager: EntityManager, event: Event): Promise<void> {
    const clips = await this.removal.of([event.id], manager);
    if (clips.some((clip) => clip.isProtected)) throw new ClipProtectedError();
    await this.removal.removeWithEvents(clips, 'deleted', manager);
  }

  async removed(eventId: number): Promise<void> {
    await this.deletions.executeIfPossible(filesOfClip(eventId));
  }

  /** The file name of a downloaded clip: its camera and the local time at which it starts. */
  async title(eventId: number): Promise<string | null> {
    const [event, clip] = await Promise.all([
      this.events.findOneBy({ id: eventId }),
      this.clips.findOneBy({ eventId }),
    ]);
    if (!event) return null;
    return this.titles.title(event.cameraId, clip?.startsAt ?? event.startedAt);
  }
}

/** None for an event whose clip is gone since its request was completed. */
function entryOf({ eventId, clip, request }: ClipRows, links: ClipLinks): [number, ClipSummary][] {
  const status = statusOf(clip, request?.state ?? null);
  if (status === 'none') return [];
  const clip_url = clip && clipLink(clip, links);
  const rendition_urls = clip && playableLinks(clip, links);
  const poster_url = clip?.hasPoster ? posterLink(clip, links) : null;
  return [
    [
      eventId,
      {
        ...{ status, clip_url, rendition_urls, poster_url },
        protected: clip?.protected ?? false,
        duration_seconds: clip?.durationSeconds ?? null,
        progress: progressOf(status, request),
        message: messageOf(clip, request),
        error_code: request?.errorCode ?? null,
      },
    ],
  ];
}
