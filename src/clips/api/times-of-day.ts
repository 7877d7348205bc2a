import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { namingOf } from '../../events/placing/camera-naming.js';
import { CameraNamings } from '../../events/records/camera-namings.js';
import { Event } from '../../events/records/event.entity.js';
import type { ClipSubtitles } from '../../media/serving/subtitles.js';
import { ClipsOptions } from '../clips.module-definition.js';
import { hasTimeOfDay, timeOfDay } from '../model/time-of-day.js';
import { Clip } from '../records/clip.entity.js';

/** The time of day of clips, in the zones of their cameras. */
@Injectable()
export class TimesOfDay {
  constructor(
    private readonly options: ClipsOptions,
    private readonly namings: CameraNamings,
    @InjectRepository(Clip) private readonly clips: Repository<Clip>,
    @InjectRepository(Event) private readonly events: Repository<Event>,
  ) {}

  /** Null where the event has no clip, or one without times. */
  async ofEvent(eventId: number): Promise<ClipSubtitles | null> {
    const [event, clip] = await Promise.all([
      this.events.findOneBy({ id: eventId }),
      this.clips.findOneBy({ eventId }),
    ]);
    if (!event || !clip || !hasTimeOfDay(clip)) return null;
    const { cameraId } = event;
    const timeZone = (await this.zonesOf([cameraId]))(cameraId);
    return { sha256: clip.sha256, text: timeOfDay(clip, { cameraId, timeZone }) };
  }

  /** The IANA zone of any of the cameras. */
  async zonesOf(cameraIds: readonly string[]): Promise<(cameraId: string) => string> {
    const namingOfCamera = await this.namings.ofAll(cameraIds, namingOf(this.options));
    return (cameraId) => namingOfCamera(cameraId).timezone;
  }
}
