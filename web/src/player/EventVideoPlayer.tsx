import type { Connection } from '../api/connection.js';
import type { ClipInfo, EventTimes } from '../api/types.js';
import { Player } from './Player.js';

export interface EventVideoPlayerProps extends Connection {
  eventId: number;
  /** The event's own moments, where the host knows them already: saves a request. */
  event?: EventTimes;
  className?: string;
  /** Told what is known of the clip, at first and whenever that changes. */
  onClipChange?: (info: ClipInfo) => void;
}

/**
 * Checks whether an event has a clip, has it made, shows it and saves it. Styled by `style.css`, which
 * a host overrides by the custom properties listed there.
 */
export function EventVideoPlayer({
  eventId,
  event,
  className,
  onClipChange,
  ...connection
}: EventVideoPlayerProps) {
  const { baseUrl, apiKey } = connection;
  return (
    <section className={['evp', className].filter(Boolean).join(' ')} aria-label="Event clip">
      {/* Mounted anew, so that no answer about one event can reach another. */}
      <Player
        key={JSON.stringify([eventId, baseUrl, apiKey])}
        eventId={eventId}
        event={event}
        connection={connection}
        onClipChange={onClipChange}
      />
    </section>
  );
}
