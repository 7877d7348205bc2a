import type { CleanupResult } from '../api/cleanup.js';
import { formatBytes } from '../player/format.js';

/** The service may be of another version, with fewer reasons or with more. */
const WORDS: Partial<Record<string, string>> = {
  interrupted: 'begun by an earlier run',
  age: 'older than kept',
  missing: 'file is missing',
  orphan: 'file of no clip',
  temporary: 'left in the making',
  space: 'to make room',
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
              <th scope="col">Why</th>
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
        Held: {held.clips} clips, {formatBytes(held.bytes)}.
        {errors > 0 && ` ${errors} files could not be removed.`}
      </p>
      {stopped && <p className="page-problem">Stopped: {stopped.message}</p>}
      {warnings.map((warning) => (
        <p key={warning}>{warning}</p>
      ))}
    </>
  );
}
