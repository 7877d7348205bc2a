import type { ClipSummary } from './clip-summary.dto.js';
import type { Event } from '../event.entity.js';

/** An event as it is answered. */
export class EventDto {
  id!: number;
  camera_id!: string;
  started_at!: Date;
  ended_at!: Date | null;
  label!: string | null;
  summary!: string | null;
  external_id!: string | null;
  clip!: ClipSummary | null;
}

/** A page of events, newest first; `next_cursor` is null on the last one. */
export class EventPageDto {
  events!: EventDto[];
  next_cursor!: string | null;
}

/** A camera that events were seen on. */
export class CameraDto {
  camera_id!: string;
  newest_event!: EventDto;
}

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
