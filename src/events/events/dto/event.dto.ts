import type { ClipSummary } from '../../clips/clip-summary.dto.js';
import type { Event } from '../../records/event.entity.js';
import { Example } from '../../../common/http/example.js';
import { CAMERAS, EVENT, EVENT_PAGE } from '../../examples.js';

/** An event in an answer. */
@Example(EVENT)
export class EventDto {
  id!: number;
  camera_id!: string;
  started_at!: Date;
  /** Null while the end is not known. */
  ended_at!: Date | null;
  label!: string | null;
  summary!: string | null;
  external_id!: string | null;
  /** Null if no clip was requested. */
  clip!: ClipSummary | null;
}

/** A page of events, newest first; `next_cursor` is null on the last one. */
@Example(EVENT_PAGE)
export class EventPageDto {
  events!: EventDto[];
  /** The `cursor` of the next page; null on the last one. */
  next_cursor!: string | null;
}

/** A camera that has events. */
export class CameraDto {
  camera_id!: string;
  newest_event!: EventDto;
}

@Example(CAMERAS)
export class CamerasDto {
  cameras!: CameraDto[];
}

export function eventDto(event: Event, clip: ClipSummary | null): EventDto {
  return {
    id: event.id,
    camera_id: event.cameraId,
    started_at: event.startedAt,
    ended_at: event.endedAt,
    label: event.label,
    summary: event.summary,
    external_id: event.externalId,
    clip,
  };
}
