import { Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { EventClipsError } from '../../common/event-clips-error.js';
import { Event } from '../../events/records/event.entity.js';
import type { Recording } from '../../events/records/recording.entity.js';
import { PRIORITY_AUTOMATIC } from '../model/clip-job.js';
import { ClipOrders } from './clip-scheduler.js';
import { ClipRequest } from '../records/clip-request.entity.js';
import { ClipsOptions } from '../clips.module-definition.js';

/** Events of one recording that are considered at once; it takes a storm of them to exceed this. */
const MAX_EVENTS = 1000;

/** Footage that came too late for a clip makes up for that. */
const OUTSIDE = 'WINDOW_OUTSIDE_FOOTAGE';

/** Clips that are made without anyone asking: of every event once it has ended. */
@Injectable()
export class AutomaticClips {
  private readonly logger = new Logger('Clips');

  constructor(
    private readonly options: ClipsOptions,
    private readonly orders: ClipOrders,
    @InjectRepository(Event) private readonly events: Repository<Event>,
    @InjectRepository(ClipRequest) private readonly requests: Repository<ClipRequest>,
  ) {}

  /** Asks for the event's clip if it has ended, has something to be made from, and nobody has asked yet. */
  async consider(event: Event): Promise<void> {
    const { enabled, autoGenerate } = this.options;
    if (!enabled || !autoGenerate || !event.endedAt || event.clipPath !== null) return;
    const request = await this.requests.findOneBy({ eventId: event.id });
    if (request && !(request.state === 'failed' && request.errorCode === OUTSIDE)) return;
    try {
      const asked = await this.orders.asked(event, {});
      if (await this.orders.hasSource(asked)) await this.orders.place(asked, PRIORITY_AUTOMATIC);
    } catch (error) {
      // An event of more than an hour, say: the one who registers it has done nothing wrong.
      if (!(error instanceof EventClipsError)) throw error;
      this.logger.warn({ msg: 'No automatic clip', event_id: event.id, err: error });
    }
  }

  /** The first recording of a camera may come after events of it have ended, any after it was given up. */
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
