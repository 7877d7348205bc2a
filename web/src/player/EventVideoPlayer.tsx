import type { Connection } from '../api/connection.js';
import type { ClipInfo, EventTimes } from '../api/types.js';
import { Player } from './Player.js';

export interface EventVideoPlayerProps extends Connection {
  eventId: number;
  /** The times of the event, if the host knows them. Saves a request. */
  event?: EventTimes;
  className?: string;
  /** Called with the state of the clip at first and at each change. */
  onClipChange?: (info: ClipInfo) => void;
  /** Starts the video as soon as it can play, where the browser allows that. */
  autoPlay?: boolean;
  /** Called when the video was played to its end. */
  onEnded?: () => void;
}

/**
 * Checks whether an event has a clip, requests one, plays it and saves it. It is styled by `style.css`; a host
 * can set the custom properties listed there.
 */
export function EventVideoPlayer({
  eventId,
  event,
  className,
  onClipChange,
  autoPlay = false,
  onEnded,
  ...connection
}: EventVideoPlayerProps) {
  const { baseUrl, apiKey } = connection;
  return (
    <section className={['evp', className].filter(Boolean).join(' ')} aria-label="Event clip">
      {/* Mounted again for each event, so that no answer about one event can reach another. */}
      <Player
        key={JSON.stringify([eventId, baseUrl, apiKey])}
        eventId={eventId}
        event={event}
        connection={connection}
        onClipChange={onClipChange}
        autoPlay={autoPlay}
        onEnded={onEnded}
      />
    </section>
  );
}
