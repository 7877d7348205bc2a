import type { CleanupResult } from '../api/cleanup.js';
import { formatBytes } from '../player/format.js';

/** The service may have another version, with fewer or more reasons. */
const WORDS: Partial<Record<string, string>> = {
  interrupted: 'unfinished earlier',
  age: 'too old',
  expired: 'clip without event, expired',
  missing: 'file is missing',
  orphan: 'no clip for the file',
  temporary: 'temporary file',
  space: 'to free space',
} satisfies Record<keyof CleanupResult['reasons'], string>;

export function CleanupCounts({ caption, result }: { caption: string; result: CleanupResult }) {
  const { reasons, held, errors, stopped, warnings } = result;
  return (
    <>
      <div className="page-scroll" tabIndex={0} role="region" aria-label={caption}>
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col">Reason</th>
              <th scope="col">Events</th>
              <th scope="col">Clips</th>
              <th scope="col">Files</th>
              <th scope="col">Size</th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(reasons).map(([reason, { events, clips, files, bytes }]) => (
              <tr key={reason}>
                <th scope="row">{WORDS[reason] ?? reason}</th>
                <td>{events}</td>
                <td>{clips}</td>
                <td>{files}</td>
                <td>{formatBytes(bytes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p>
        Protected: {held.clips} clips, {formatBytes(held.bytes)}.
        {held.late_events > 0 &&
          ` Due when they were registered, and kept from then on: ${held.late_events} events.`}
        {errors > 0 && ` ${errors} files could not be deleted.`}
      </p>
      {stopped && <p className="page-problem">Stopped: {stopped.message}</p>}
      {warnings.map((warning) => (
        <p key={warning}>{warning}</p>
      ))}
    </>
  );
}
