import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { ClipStatus } from '../../events/clips/event-clips.js';
import { Event } from '../../events/records/event.entity.js';

/** Which events are listed. What is left out does not matter. */
export interface EventFilter {
  readonly cameraId?: string | undefined;
  /** The events start at this instant or later. */
  readonly from?: Date | undefined;
  /** The events start before this instant. */
  readonly to?: Date | undefined;
  /** Of the latest request. */
  readonly status?: ClipStatus | undefined;
  /** The code with which the latest request failed. */
  readonly errorCode?: string | undefined;
}

/** An event with what became of its clip, as operators see it. */
export interface ListedEvent {
  readonly event_id: number;
  readonly camera_id: string;
  readonly started_at: Date;
  readonly ended_at: Date | null;
  readonly label: string | null;
  readonly status: ClipStatus;
  /** 0 to 100 while the clip is being made. */
  readonly progress: number | null;
  readonly message: string | null;
  readonly error_code: string | null;
  /** Null where there is no clip whose file is there. */
  readonly clip: {
    readonly file_name: string;
    readonly bytes: number;
    readonly duration_seconds: number;
    readonly protected: boolean;
  } | null;
}

/** Lists events with their clips for operators. */
@Injectable()
export class ListedEvents {
  constructor(@InjectRepository(Event) private readonly events: Repository<Event>) {}

  /**
   * The newest first.
   *
   * @param limit how many at most
   */
  list(filter: EventFilter, limit: number): Promise<ListedEvent[]> {
    const { cameraId, from, to, status, errorCode } = filter;
    return this.events.query(LIST, [cameraId, from, to, status, errorCode, limit]);
  }
}

const LIST = `
  SELECT event.id AS event_id, event.camera_id, event.started_at, event.ended_at, event.label,
         coalesce(request.state, 'none') AS status, request.message, request.error_code,
         CASE WHEN request.state = 'pending' THEN request.progress END AS progress,
         CASE WHEN clip.missing_since IS NULL AND clip.file_name IS NOT NULL THEN json_build_object(
           'file_name', clip.file_name, 'bytes', clip.bytes, 'duration_seconds', clip.duration_seconds,
           'protected', clip.protected
         ) END AS clip
    FROM events event
    LEFT JOIN clip_requests request ON request.event_id = event.id
    LEFT JOIN clips clip ON clip.event_id = event.id
   WHERE ($1::text IS NULL OR event.camera_id = $1)
     AND ($2::timestamptz IS NULL OR event.started_at >= $2)
     AND ($3::timestamptz IS NULL OR event.started_at < $3)
     AND ($4::text IS NULL OR coalesce(request.state, 'none') = $4)
     AND ($5::text IS NULL OR request.error_code = $5)
   ORDER BY event.started_at DESC, event.id DESC LIMIT $6`;
