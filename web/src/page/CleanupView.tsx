import { useEffect, useState } from 'react';
import { type Cleanup, type CleanupResult, fetchCleanup, previewCleanup } from '../api/cleanup.js';
import type { Connection } from '../api/connection.js';
import { problemFrom } from '../player/clip-state.js';
import { formatBytes, formatInstant } from '../player/format.js';
import { CleanupCounts } from './CleanupCounts.js';

/** The retention policy, the last run, and a preview of the next one. It deletes nothing. */
export function CleanupView({ connection }: { connection: Connection }) {
  const [cleanup, setCleanup] = useState<Cleanup>();
  const [preview, setPreview] = useState<CleanupResult>();
  const [isLooking, setLooking] = useState(false);
  const [problem, setProblem] = useState<string>();

  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    fetchCleanup({ ...connection, signal }).then(setCleanup, (error: unknown) => {
      if (!signal.aborted) setProblem(problemFrom(error).message);
    });
    return () => leaving.abort();
  }, [connection]);

  useEffect(() => {
    if (!isLooking) return;
    const leaving = new AbortController();
    const { signal } = leaving;
    previewCleanup({ ...connection, signal })
      .then(
        (result) => {
          setProblem(undefined);
          setPreview(result);
        },
        (error: unknown) => {
          if (!signal.aborted) setProblem(problemFrom(error).message);
        },
      )
      .finally(() => !signal.aborted && setLooking(false));
    return () => leaving.abort();
  }, [isLooking, connection]);

  return (
    <div className="page-cleanup">
      <h2>Cleanup</h2>
      {problem && (
        <p className="page-problem" role="alert">
          {problem}
        </p>
      )}
      {cleanup && <Policy cleanup={cleanup} />}
      <button onClick={() => setLooking(true)} disabled={isLooking || !cleanup}>
        Preview the next run
      </button>
      <div role="status">
        {isLooking && 'Counting…'}
        {preview && !isLooking && <CleanupCounts caption="Would be deleted now" result={preview} />}
      </div>
      {cleanup?.last_run && (
        <CleanupCounts
          caption={`Deleted by the last run, ${formatInstant(cleanup.last_run.finished_at)}`}
          result={cleanup.last_run}
        />
      )}
      {cleanup && !cleanup.last_run && <p>No run yet.</p>}
    </div>
  );
}

function Policy({ cleanup: { policy, next_run_at } }: { cleanup: Cleanup }) {
  const { retention_days: days, clips_max_bytes: most, clips_min_free_bytes: free } = policy;
  return (
    <dl className="page-policy">
      <dt>Events are kept</dt>
      <dd>{days === 0 ? 'for ever' : `${days} ${days === 1 ? 'day' : 'days'}`}</dd>
      <dt>Clips may take</dt>
      <dd>{most === null ? 'any space' : formatBytes(most)}</dd>
      <dt>Space left free</dt>
      <dd>{free === null ? 'no minimum' : formatBytes(free)}</dd>
      <dt>Next run</dt>
      <dd>
        {next_run_at === null ? (
          'none planned'
        ) : (
          <time dateTime={next_run_at}>{formatInstant(next_run_at)}</time>
        )}
      </dd>
    </dl>
  );
}
