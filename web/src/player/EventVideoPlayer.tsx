import type { Connection } from '../api/connection';
import type { EventTimes } from '../api/types';
import { Player } from './Player';

export interface EventVideoPlayerProps extends Connection {
  eventId: number;
  /** The event's own moments, where the host knows them already: saves a request. */
  event?: EventTimes;
  className?: string;
}

/**
 * Checks whether an event has a clip, has it made, shows it and saves it. Styled by `style.css`, which
 * a host overrides by the custom properties listed there.
 */
export function EventVideoPlayer({
  eventId,
  event,
  className,
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
      />
    </section>
  );
}
