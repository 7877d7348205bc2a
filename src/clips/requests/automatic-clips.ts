import { Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { EventClipsError } from '../../common/event-clips-error.js';
import { Event } from '../../events/records/event.entity.js';
import type { Recording } from '../../events/records/recording.entity.js';
import { PRIORITY_AUTOMATIC } from '../model/clip-job.js';
import { ClipRequest } from '../records/clip-request.entity.js';
import { ClipRequests } from '../records/clip-requests.js';
import { ClipsOptions } from '../clips.module-definition.js';
import { ClipResolver } from './clip-resolver.js';
import { ClipScheduler } from './clip-scheduler.js';

/** Events that one recording may request clips of. A camera rarely has as many at once. */
const MAX_EVENTS = 1000;

/** A clip that failed for this reason is requested again when footage arrives. */
const OUTSIDE = 'WINDOW_OUTSIDE_FOOTAGE';

/** Requests a clip of every event once it has ended, if the service is configured to. */
@Injectable()
export class AutomaticClips {
  private readonly logger = new Logger('Clips');

  constructor(
    private readonly options: ClipsOptions,
    private readonly resolver: ClipResolver,
    private readonly scheduler: ClipScheduler,
    private readonly requests: ClipRequests,
    @InjectRepository(Event) private readonly events: Repository<Event>,
  ) {}

  /** Requests the event's clip if it has ended, there is footage, and no clip was requested before. */
  async consider(event: Event): Promise<void> {
    const { enabled, autoGenerate } = this.options;
    if (!enabled || !autoGenerate || !event.endedAt || event.clipPath !== null) return;
    const request = await this.requests.find(event.id);
    if (request && !(request.state === 'failed' && request.errorCode === OUTSIDE)) return;
    try {
      const calledAt = await this.requests.now();
      const clip = await this.resolver.resolve(event, {});
      if (!(await this.resolver.hasSource(clip))) return;
      await this.scheduler.schedule(clip, { priority: PRIORITY_AUTOMATIC, force: false, calledAt });
    } catch (error) {
      // The caller registers an event, which is no error because its clip would be too long, for example.
      if (!(error instanceof EventClipsError)) throw error;
      this.logger.warn({ msg: 'No automatic clip', event_id: event.id, err: error });
    }
  }

  /** Requests clips of the events that the recording shows: it may be registered after they ended. */
  async considerThoseOn({ cameraId, startedAt, endedAt }: Recording): Promise<void> {
    const { enabled, autoGenerate } = this.options;
    if (!enabled || !autoGenerate) return;
    const events = await this.events
      .createQueryBuilder('event')
      .leftJoin(ClipRequest, 'request', 'request.eventId = event.id')
      .where('event.cameraId = :cameraId', { cameraId })
      .andWhere('event.clipPath IS NULL')
      .andWhere('(request.eventId IS NULL OR request.errorCode = :outside)', { outside: OUTSIDE })
      .andWhere('event.startedAt <= :endedAt AND event.endedAt >= :startedAt')
      .setParameters({ startedAt, endedAt })
      .orderBy('event.startedAt', 'DESC')
      .limit(MAX_EVENTS)
      .getMany();
    for (const event of events) await this.consider(event);
  }
}
