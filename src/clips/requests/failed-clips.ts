import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { AuditTrail } from '../../common/audit/audit-trail.js';
import { PRIORITY_AUTOMATIC } from '../model/clip-job.js';
import { ClipRequest } from '../records/clip-request.entity.js';
import { ClipRequests, requestedClipOf } from '../records/clip-requests.js';
import { Clip } from '../records/clip.entity.js';
import type { EventFilter } from '../records/listed-events.js';
import { ClipScheduler } from './clip-scheduler.js';

/** Clips whose latest request failed. */
@Injectable()
export class FailedClips {
  constructor(
    @InjectRepository(ClipRequest) private readonly repository: Repository<ClipRequest>,
    private readonly requests: ClipRequests,
    private readonly scheduler: ClipScheduler,
    private readonly trail: AuditTrail,
  ) {}

  /**
   * Requests the same clips again, the oldest event first. They are made after those that a caller waits for. An
   * event whose clip is protected is left out, since nothing may replace that clip.
   *
   * @returns the ids of their events
   */
  async retry(filter: Omit<EventFilter, 'status'>): Promise<number[]> {
    const calledAt = await this.requests.now();
    const retried: number[] = [];
    for (const request of await this.failed(filter)) {
      const clip = requestedClipOf(request, request.event!);
      await this.scheduler.schedule(clip, { priority: PRIORITY_AUTOMATIC, force: false, calledAt });
      retried.push(request.eventId);
      this.trail.note({ action: 'clip.retried', eventIds: [request.eventId] });
    }
    return retried;
  }

  private failed({ cameraId, from, to, errorCode }: EventFilter): Promise<ClipRequest[]> {
    const query = this.repository
      .createQueryBuilder('request')
      .innerJoinAndSelect('request.event', 'event')
      .leftJoin(Clip, 'clip', 'clip.eventId = request.eventId')
      .where(`request.state = 'failed'`)
      .andWhere('clip.protected IS NOT TRUE');
    if (cameraId !== undefined) query.andWhere('event.cameraId = :cameraId', { cameraId });
    if (from) query.andWhere('event.startedAt >= :from', { from });
    if (to) query.andWhere('event.startedAt < :to', { to });
    if (errorCode !== undefined) query.andWhere('request.errorCode = :errorCode', { errorCode });
    return query.orderBy('event.startedAt').addOrderBy('event.id').getMany();
  }
}
