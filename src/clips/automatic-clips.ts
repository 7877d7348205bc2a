import { Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { EventClipsError } from '../common/event-clips-error.js';
import { Event } from '../events/event.entity.js';
import type { Recording } from '../events/recording.entity.js';
import { PRIORITY_AUTOMATIC } from './clip-job.js';
import { ClipOrders } from './clip-orders.js';
import { ClipRequest } from './clip-request.entity.js';
import { ClipsOptions } from './clips.module-definition.js';

/** Events of one recording that are considered at once; it takes a storm of them to exceed this. */
const MAX_EVENTS = 1000;

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

  /** Asks for the event's clip if it has ended, has something to be made from, and was never asked for. */
  async consider(event: Event): Promise<void> {
    const { enabled, autoGenerate } = this.options;
    if (!enabled || !autoGenerate || !event.endedAt || event.clipPath !== null) return;
    if (await this.requests.existsBy({ eventId: event.id })) return;
    try {
      const asked = await this.orders.asked(event, {});
      if (await this.orders.hasSource(asked)) await this.orders.place(asked, PRIORITY_AUTOMATIC);
    } catch (error) {
      // An event of more than an hour, say: the one who registers it has done nothing wrong.
      if (!(error instanceof EventClipsError)) throw error;
      this.logger.warn({ msg: 'No automatic clip', event_id: event.id, err: error });
    }
  }

  /** The first recording of a camera may come after events of it have ended. */
  async considerThoseOn({ cameraId, startedAt, endedAt }: Recording): Promise<void> {
    const { enabled, autoGenerate } = this.options;
    if (!enabled || !autoGenerate) return;
    const events = await this.events
      .createQueryBuilder('event')
      .leftJoin(ClipRequest, 'request', 'request.eventId = event.id')
      .where('event.cameraId = :cameraId', { cameraId })
      .andWhere('event.clipPath IS NULL AND request.eventId IS NULL')
      .andWhere('event.startedAt <= :endedAt AND event.endedAt >= :startedAt')
      .setParameters({ startedAt, endedAt })
      .orderBy('event.startedAt', 'DESC')
      .limit(MAX_EVENTS)
      .getMany();
    for (const event of events) await this.consider(event);
  }
}
