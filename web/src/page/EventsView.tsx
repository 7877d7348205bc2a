import { useEffect, useState } from 'react';
import type { Connection } from '../api/connection.js';
import { type Address, filterOf, isFiltered } from './address.js';
import { EmptyState } from './EmptyState.js';
import { EventDetail } from './EventDetail.js';
import { EventList } from './EventList.js';
import { neighbours } from './neighbours.js';
import { Filters } from './Filters.js';
import type { Go } from './use-address.js';
import { useEventPages } from './use-event-pages.js';
import { useFirstEvent } from './use-first-event.js';

export interface EventsViewProps {
  address: Address;
  go: Go;
  connection: Connection;
}

export function EventsView({ address, go, connection }: EventsViewProps) {
  const { event: selected } = address;
  const { pages, problem, loadOlder, retry, learn } = useEventPages(filterOf(address), connection);
  useFirstEvent(pages, address, go);
  const [isContinuous, onContinuous] = useState(false);
  const isEmpty = pages?.events.length === 0;
  const beside = neighbours(pages?.events ?? [], selected);
  useEffect(() => {
    if (beside.isLast) loadOlder();
  }, [beside.isLast, loadOlder]);

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
            beside={beside}
            connection={connection}
            address={address}
            go={go}
            onClipChange={learn}
            continuity={{ isContinuous, onContinuous }}
          />
        ) : (
          !isEmpty &&
          !isFiltered(address) && <p className="page-hint">Choose an event to see its clip.</p>
        )}
      </section>
    </div>
  );
}
