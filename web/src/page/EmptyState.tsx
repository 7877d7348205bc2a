import { type Address, EVERYTHING, isFiltered } from './address.js';
import { Link } from './Link.js';
import type { Go } from './use-address.js';

export interface EmptyStateProps {
  address: Address;
  go: Go;
  hasKey: boolean;
}

export function EmptyState({ address, go, hasKey }: EmptyStateProps) {
  if (isFiltered(address)) {
    return (
      <div className="page-empty">
        <h2>No events match</h2>
        <Link to={{ ...EVERYTHING, event: address.event }} go={go}>
          Show all events
        </Link>
      </div>
    );
  }
  return (
    <div className="page-empty">
      <h2>No events yet</h2>
      <p>Cameras and recorders register events. This command registers one:</p>
      <pre tabIndex={0} aria-label="Command that registers an event">
        <code>{registration(new Date(), hasKey)}</code>
      </pre>
      <p>It appears here within ten seconds.</p>
    </div>
  );
}

function registration(now: Date, hasKey: boolean): string {
  const event = { camera_id: 'front-door', started_at: now.toISOString(), label: 'person' };
  const key = hasKey ? ' -H "Authorization: Bearer $API_KEY"' : '';
  return `curl ${location.origin}/api/events${key} -H 'Content-Type: application/json' -d '${JSON.stringify(event)}'`;
}
