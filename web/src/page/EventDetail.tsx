import { useCallback, useEffect, useState } from 'react';
import type { Connection } from '../api/connection.js';
import { fetchEvent } from '../api/events.js';
import type { CameraEvent, ClipInfo } from '../api/types.js';
import { EventVideoPlayer } from '../player/EventVideoPlayer.js';
import { formatDuration, formatInstant } from '../player/format.js';
import { eventSpan } from '../player/timeline/spans.js';
import type { Address } from './address.js';
import { EventSteps, type EventStepsProps } from './EventSteps.js';
import { Link } from './Link.js';
import type { Neighbours } from './neighbours.js';
import { ShareLink } from './ShareLink.js';
import type { Go } from './use-address.js';

export interface EventDetailProps {
  eventId: number;
  /** The event from the list; a linked event may not be in the list. */
  listed: CameraEvent | undefined;
  beside: Neighbours;
  connection: Connection;
  address: Address;
  go: Go;
  onClipChange: (info: ClipInfo) => void;
  continuity: Pick<EventStepsProps, 'isContinuous' | 'onContinuous'>;
}

export function EventDetail({
  eventId,
  listed,
  beside,
  connection,
  address,
  go,
  onClipChange,
  continuity,
}: EventDetailProps) {
  const { next } = beside;
  const onEnded = useCallback(() => {
    if (next !== null) go({ ...address, event: next }, { replace: true });
  }, [next, address, go]);
  const event = useEvent(eventId, listed, connection);
  return (
    <>
      <Link className="page-back" to={{ ...address, event: null }} go={go}>
        Back to the list
      </Link>
      <EventSteps
        previous={beside.previous}
        next={beside.next}
        address={address}
        go={go}
        {...continuity}
      />
      <div className="page-event">
        <h2>{event ? `${event.label ?? 'Event'} at ${event.camera_id}` : `Event ${eventId}`}</h2>
        <p>{event && <When event={event} />}</p>
        {event?.summary && <p>{event.summary}</p>}
      </div>
      <EventVideoPlayer
        eventId={eventId}
        {...(event && { event })}
        {...connection}
        onClipChange={onClipChange}
        autoPlay={continuity.isContinuous}
        {...(continuity.isContinuous && { onEnded })}
      />
      {event?.clip?.clip_url && <ShareLink eventId={eventId} connection={connection} />}
    </>
  );
}

function When({ event }: { event: CameraEvent }) {
  const seconds = eventSpan(event).end;
  return (
    <>
      <time dateTime={event.started_at}>{formatInstant(event.started_at)}</time>
      {seconds > 0 && `, ${formatDuration(seconds)} long`}
    </>
  );
}

function useEvent(
  eventId: number,
  listed: CameraEvent | undefined,
  connection: Connection,
): CameraEvent | undefined {
  const [fetched, setFetched] = useState<CameraEvent>();
  const isListed = listed !== undefined;
  useEffect(() => {
    if (isListed) return;
    const leaving = new AbortController();
    // The player shows the problem, since it requests the same event.
    fetchEvent(eventId, { ...connection, signal: leaving.signal }).then(
      setFetched,
      () => undefined,
    );
    return () => leaving.abort();
  }, [eventId, isListed, connection]);
  return listed ?? fetched;
}
