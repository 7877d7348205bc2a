import { useEffect, useState } from 'react';
import type { Connection } from '../api/connection.js';
import { fetchCameras } from '../api/events.js';
import { type Address, CLIP_CHOICES, type ClipChoice, MAX_TEXT } from './address.js';
import type { Go } from './use-address.js';

export interface FiltersProps {
  address: Address;
  go: Go;
  connection: Connection;
}

export function Filters({ address, go, connection }: FiltersProps) {
  const cameras = useCameras(connection);
  const change = (part: Partial<Address>) => go({ ...address, ...part }, { replace: true });
  // The camera in the URL is listed even before the cameras are loaded, and if it is unknown.
  const offered = [...new Set([...cameras, ...(address.camera ? [address.camera] : [])])].sort();
  return (
    <form className="page-filters" role="search" onSubmit={(event) => event.preventDefault()}>
      <label>
        Camera
        <select
          value={address.camera ?? ''}
          onChange={({ target }) => change({ camera: target.value || null })}
        >
          <option value="">All</option>
          {offered.map((camera) => (
            <option key={camera}>{camera}</option>
          ))}
        </select>
      </label>
      <label>
        Clip
        <select
          value={address.clip ?? ''}
          onChange={({ target }) => change({ clip: (target.value || null) as ClipChoice | null })}
        >
          <option value="">Any</option>
          {CLIP_CHOICES.map((choice) => (
            <option key={choice} value={choice}>
              {CLIP_WORDS[choice]}
            </option>
          ))}
        </select>
      </label>
      <label>
        Text
        <input
          type="search"
          value={address.text ?? ''}
          maxLength={MAX_TEXT}
          placeholder="label or summary"
          onChange={({ target }) => change({ text: target.value || null })}
        />
      </label>
      <label>
        From
        <input
          type="date"
          value={address.from ?? ''}
          {...(address.to && { max: address.to })}
          onChange={({ target }) => change({ from: target.value || null })}
        />
      </label>
      <label>
        To
        <input
          type="date"
          value={address.to ?? ''}
          {...(address.from && { min: address.from })}
          onChange={({ target }) => change({ to: target.value || null })}
        />
      </label>
    </form>
  );
}

const CLIP_WORDS: Record<ClipChoice, string> = {
  completed: 'Ready',
  none: 'None yet',
  pending: 'Being made',
  failed: 'Failed',
  protected: 'Protected',
};

/** Empty until they are loaded. If the service does not answer, the list of events says so. */
function useCameras(connection: Connection): string[] {
  const [cameras, setCameras] = useState<string[]>([]);
  useEffect(() => {
    const leaving = new AbortController();
    fetchCameras({ ...connection, signal: leaving.signal }).then(
      (list) => setCameras(list.map(({ camera_id }) => camera_id)),
      () => undefined,
    );
    return () => leaving.abort();
  }, [connection]);
  return cameras;
}
