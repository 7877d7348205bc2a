import { useEffect, useRef } from 'react';
import type { Connection } from '../api/connection.js';
import type { CameraEvent } from '../api/types.js';
import { getEventClipUrl } from '../api/clips.js';
import { formatInstant } from '../player/format.js';
import type { Address } from './address.js';
import type { EventPages } from './event-pages.js';
import { Link } from './Link.js';
import type { Go } from './use-address.js';

export interface EventListProps {
  pages: EventPages;
  address: Address;
  go: Go;
  connection: Connection;
  onEndInSight: () => void;
}

export function EventList({ pages, address, go, connection, onEndInSight }: EventListProps) {
  return (
    <>
      <ul className="page-entries">
        {pages.events.map((event) => (
          <li key={event.id}>
            <Link
              className="page-entry"
              to={{ ...address, event: event.id }}
              go={go}
              current={event.id === address.event && 'true'}
            >
              <Thumbnail event={event} connection={connection} />
              <span className="page-entry-text">
                <strong>{event.label ?? 'Event'}</strong>
                <span>{event.camera_id}</span>
                <time dateTime={event.started_at}>{formatInstant(event.started_at)}</time>
                <span className="page-entry-clip">{clipInWords(event)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {pages.cursor !== null && <EndOfList key={pages.cursor} onSight={onEndInSight} />}
    </>
  );
}

/** The poster, or an empty box of the same size, so that the list does not move. */
function Thumbnail({
  event: { clip },
  connection,
}: {
  event: CameraEvent;
  connection: Connection;
}) {
  return (
    <span className="page-thumbnail">
      {clip?.poster_url && (
        <img
          src={getEventClipUrl(clip.poster_url, connection)}
          alt=""
          width={128}
          height={72}
          loading="lazy"
        />
      )}
    </span>
  );
}

function clipInWords({ clip }: CameraEvent): string {
  if (!clip) return 'no clip yet';
  const { status } = clip;
  if (status === 'pending') return 'clip being made';
  if (status === 'failed' && !clip.clip_url) return 'clip failed';
  return clip.protected ? 'clip, held' : 'clip';
}

/** Loads the next page when it is scrolled into view, or when it is clicked. */
function EndOfList({ onSight }: { onSight: () => void }) {
  const end = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!end.current) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && onSight(),
      { rootMargin: '600px' },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [onSight]);
  return (
    <button className="page-more" ref={end} onClick={onSight}>
      Show older events
    </button>
  );
}
