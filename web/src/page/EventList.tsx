import { useEffect, useRef } from 'react';
import type { Connection } from '../api/connection.js';
import { formatDay } from '../player/format.js';
import type { Address } from './address.js';
import { eventDays } from './event-days.js';
import type { EventPages } from './event-pages.js';
import { EventTile } from './EventTile.js';
import type { Go } from './use-address.js';

export interface EventListProps {
  pages: EventPages;
  address: Address;
  go: Go;
  connection: Connection;
  onEndInSight: () => void;
}

/** Posters by day, the newest first. */
export function EventList({ pages, onEndInSight, ...shared }: EventListProps) {
  return (
    <>
      {eventDays(pages.events).map(({ day, events }) => (
        <section key={day} className="page-day" aria-labelledby={`day-${day}`}>
          <h2 id={`day-${day}`}>{formatDay(events[0]!.started_at)}</h2>
          <ul className="page-entries">
            {events.map((event) => (
              <li key={event.id}>
                <EventTile event={event} {...shared} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {pages.cursor !== null && <EndOfList key={pages.cursor} onSight={onEndInSight} />}
    </>
  );
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
