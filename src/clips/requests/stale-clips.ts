import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { Event } from '../../events/records/event.entity.js';
import { isStale } from '../footage/clip-inputs.js';
import { CurrentInputs } from '../footage/current-inputs.js';
import { ClipEvents } from '../records/clip-events.js';
import { ClipRequests } from '../records/clip-requests.js';
import { Clip } from '../records/clip.entity.js';

/** Reports clips that became stale, for callers who decide by themselves whether to make them again. */
@Injectable()
export class StaleClips {
  constructor(
    @InjectRepository(Clip) private readonly clips: Repository<Clip>,
    private readonly requests: ClipRequests,
    private readonly inputs: CurrentInputs,
    private readonly events: ClipEvents,
  ) {}

  /** Reports the event's clip if it is stale, once for the same inputs, and not while another is being made. */
  async report(event: Event): Promise<void> {
    const { id: eventId } = event;
    const clip = await this.clips.findOneBy({ eventId });
    if (!clip) return;
    const inputs = await this.inputs.of(event, clip);
    if (!isStale(clip.madeFrom, inputs)) return;
    const reported = await this.clips.manager.transaction(async (manager) => {
      const request = await this.requests.lock(eventId, manager);
      const now = await manager.findOneBy(Clip, { eventId });
      // A clip that was made meanwhile is compared by the process that made it.
      if (request?.state === 'pending' || now?.sha256 !== clip.sha256) return null;
      if (now.reportedWith && !isStale(now.reportedWith, inputs)) return null;
      await manager.update(Clip, { eventId }, { reportedWith: inputs });
      const stale = { type: 'stale', eventId, clip: now } as const;
      await this.events.record([stale], manager);
      return stale;
    });
    if (reported) this.events.emit(reported);
  }
}
