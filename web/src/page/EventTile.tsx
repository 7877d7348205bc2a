import { getEventClipUrl } from '../api/clips.js';
import type { Connection } from '../api/connection.js';
import type { CameraEvent } from '../api/types.js';
import { formatDuration, formatTime } from '../player/format.js';
import type { Address } from './address.js';
import { eventState } from './event-state.js';
import { Link } from './Link.js';
import type { Go } from './use-address.js';

export interface EventTileProps {
  event: CameraEvent;
  address: Address;
  go: Go;
  connection: Connection;
}

/** A poster with what is known of the event. Without a poster there is a box of the same size, so that nothing moves. */
export function EventTile({ event, address, go, connection }: EventTileProps) {
  const { clip } = event;
  const { words, tone } = eventState(event);
  const seconds = clip?.duration_seconds;
  return (
    <Link
      className="page-entry"
      to={{ ...address, event: event.id }}
      go={go}
      current={event.id === address.event && 'true'}
    >
      <span className="page-thumbnail">
        {clip?.poster_url && (
          <img
            src={getEventClipUrl(clip.poster_url, connection)}
            alt=""
            width={256}
            height={144}
            loading="lazy"
          />
        )}
        {words && (
          <span className="page-state" data-tone={tone}>
            {words}
          </span>
        )}
        {seconds != null && <span className="page-length">{formatDuration(seconds)}</span>}
      </span>
      <span className="page-entry-text">
        <strong>{event.label ?? 'Event'}</strong>
        <time dateTime={event.started_at}>{formatTime(event.started_at)}</time>
        <span className="page-entry-camera">{event.camera_id}</span>
      </span>
    </Link>
  );
}
