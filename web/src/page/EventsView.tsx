import { useMemo } from 'react';
import type { Connection } from '../api/connection.js';
import { type Address, filterOf, isFiltered } from './address.js';
import { EmptyState } from './EmptyState.js';
import { EventDetail } from './EventDetail.js';
import { EventList } from './EventList.js';
import { Filters } from './Filters.js';
import type { Go } from './use-address.js';
import { useEventPages } from './use-event-pages.js';

export interface EventsViewProps {
  address: Address;
  go: Go;
  connection: Connection;
}

export function EventsView({ address, go, connection }: EventsViewProps) {
  const { camera, from, to, event: selected } = address;
  const filter = useMemo(
    () => filterOf({ view: 'events', camera, from, to, event: null }),
    [camera, from, to],
  );
  const { pages, problem, loadOlder, retry, learn } = useEventPages(filter, connection);
  const isEmpty = pages?.events.length === 0;

  return (
    <div className="page-events" data-selected={selected !== null}>
      <section className="page-list" aria-label="Events">
        <Filters address={address} go={go} connection={connection} />
        {problem && (
          <p className="page-problem" role="alert">
            {problem} <button onClick={retry}>Try again</button>
          </p>
        )}
        {isEmpty && <EmptyState address={address} go={go} hasKey={Boolean(connection.apiKey)} />}
        {pages === null && !problem && <p role="status">Loading events…</p>}
        {pages && !isEmpty && (
          <EventList
            pages={pages}
            address={address}
            go={go}
            connection={connection}
            onEndInSight={loadOlder}
          />
        )}
      </section>
      <section className="page-detail" aria-label="Selected event">
        {selected !== null ? (
          <EventDetail
            key={selected}
            eventId={selected}
            listed={pages?.events.find(({ id }) => id === selected)}
            connection={connection}
            address={address}
            go={go}
            onClipChange={learn}
          />
        ) : (
          !isEmpty &&
          !isFiltered(address) && <p className="page-hint">Choose an event to see its clip.</p>
        )}
      </section>
    </div>
  );
}
