import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Recording } from '../../events/records/recording.entity.js';
import { intervalOf } from '../model/interval.js';
import { ClipRequests } from '../records/clip-requests.js';
import { Clip } from '../records/clip.entity.js';
import { recordingKey } from './clip-inputs.js';

/** Keeps the clips of a recording current when its extent is corrected and its file is unchanged. */
@Injectable()
export class CorrectedInputs {
  constructor(private readonly requests: ClipRequests) {}

  /** Replaces the recording's key among the inputs of the clips that were made with it. */
  async follow(manager: EntityManager, before: Recording, now: Recording): Promise<void> {
    if (isSameExtent(before, now)) return;
    for (const { eventId } of await this.clipsOf(before, manager)) {
      await this.requests.lock(eventId, manager);
      const clip = await manager.findOneBy(Clip, { eventId });
      if (!clip) continue;
      const interval = intervalOf(clip.requestedStartsAt, clip.requestedEndsAt);
      const [old, corrected] = [recordingKey(before, interval), recordingKey(now, interval)];
      const madeFrom = clip.madeFrom.map((key) => (key === old ? corrected : key));
      if (old !== corrected) await manager.update(Clip, { eventId }, { madeFrom });
    }
  }

  /** The clips of the camera whose interval touches a recording, in the order in which events are locked. */
  private clipsOf({ cameraId, startedAt, endedAt }: Recording, manager: EntityManager) {
    return manager
      .createQueryBuilder(Clip, 'clip')
      .select('clip.eventId')
      .innerJoin('clip.event', 'event')
      .where('event.cameraId = :cameraId', { cameraId })
      .andWhere('clip.requestedStartsAt <= :endedAt', { endedAt })
      .andWhere('clip.requestedEndsAt >= :startedAt', { startedAt })
      .orderBy('clip.eventId')
      .getMany();
  }
}

function isSameExtent(a: Recording, b: Recording): boolean {
  const [from, to] = [a.startedAt.getTime(), a.endedAt.getTime()];
  return from === b.startedAt.getTime() && to === b.endedAt.getTime();
}
