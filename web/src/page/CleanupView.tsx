import { useEffect, useState } from 'react';
import {
  type Cleanup,
  type CleanupResult,
  confirmCleanup,
  fetchCleanup,
  previewCleanup,
} from '../api/cleanup.js';
import type { Connection } from '../api/connection.js';
import { problemFrom } from '../player/clip-state.js';
import { formatBytes, formatInstant } from '../player/format.js';
import { CleanupCounts } from './CleanupCounts.js';

type Work = 'preview' | 'confirm';

/**
 * The retention policy, the last run, and a preview of the next one. It deletes only what a run has to be confirmed
 * for, once that was previewed.
 */
export function CleanupView({ connection }: { connection: Connection }) {
  const [cleanup, setCleanup] = useState<Cleanup>();
  const [preview, setPreview] = useState<CleanupResult>();
  const [work, setWork] = useState<Work | null>(null);
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
    if (!work) return;
    const leaving = new AbortController();
    const { signal } = leaving;
    const call = work === 'preview' ? previewCleanup : confirmCleanup;
    call({ ...connection, signal })
      .then(
        (result) => {
          setProblem(undefined);
          setPreview(result.dry_run ? result : undefined);
          if (!result.dry_run) setCleanup((before) => before && { ...before, last_run: result });
        },
        (error: unknown) => {
          if (!signal.aborted) setProblem(problemFrom(error).message);
        },
      )
      .finally(() => !signal.aborted && setWork(null));
    return () => leaving.abort();
  }, [work, connection]);

  return (
    <div className="page-cleanup">
      <h2>Cleanup</h2>
      {problem && (
        <p className="page-problem" role="alert">
          {problem}
        </p>
      )}
      {cleanup && <Policy cleanup={cleanup} />}
      <button onClick={() => setWork('preview')} disabled={work !== null || !cleanup}>
        Preview the next run
      </button>
      <div role="status">
        {work && (work === 'preview' ? 'Counting…' : 'Deleting…')}
        {preview && !work && <CleanupCounts caption="Would be deleted now" result={preview} />}
      </div>
      {preview?.to_confirm && (
        <div>
          <p className="page-problem">{preview.to_confirm.message}</p>
          <button onClick={() => setWork('confirm')} disabled={work !== null}>
            Confirm, and delete what is listed
          </button>
        </div>
      )}
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
