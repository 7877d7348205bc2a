import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { shareEventClip } from '../api/clips.js';
import type { Connection } from '../api/connection.js';
import { problemFrom } from '../player/clip-state.js';
import { formatInstant } from '../player/format.js';

const HOUR_SECONDS = 3600;
const PERIODS = [
  ['1 hour', HOUR_SECONDS],
  ['1 day', 24 * HOUR_SECONDS],
  ['7 days', 7 * 24 * HOUR_SECONDS],
  ['30 days', 30 * 24 * HOUR_SECONDS],
] as const;

/** Makes a link to the clip that others can open without a key. */
export function ShareLink({ eventId, connection }: { eventId: number; connection: Connection }) {
  const [seconds, setSeconds] = useState<number>(PERIODS[1][1]);
  const [link, setLink] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const leaving = useRef<AbortController>(null);
  useEffect(() => () => leaving.current?.abort(), []);

  const share = (submission: SubmitEvent) => {
    submission.preventDefault();
    leaving.current?.abort();
    leaving.current = new AbortController();
    const { signal } = leaving.current;
    shareEventClip(eventId, seconds, { ...connection, signal }).then(
      ({ clip_url }) => {
        setProblem(undefined);
        setLink(new URL(clip_url, location.href).href);
      },
      (error: unknown) => {
        if (!signal.aborted) setProblem(problemFrom(error).message);
      },
    );
  };

  return (
    <details className="page-share">
      <summary>Share the clip</summary>
      <form onSubmit={share}>
        <label>
          Valid for{' '}
          <select value={seconds} onChange={({ target }) => setSeconds(Number(target.value))}>
            {PERIODS.map(([words, value]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        </label>
        <button>Create link</button>
      </form>
      <div role="status">
        {link && (
          <>
            <input readOnly aria-label="Link to the clip" value={link} onFocus={selectAll} />
            <p>{validity(link)}</p>
          </>
        )}
      </div>
      {problem && (
        <p className="page-problem" role="alert">
          {problem}
        </p>
      )}
    </details>
  );
}

function validity(link: string): string {
  const expires = new URL(link).searchParams.get('expires');
  if (expires === null) return 'This service requires no key, so the link does not expire.';
  const expiry = new Date(Number(expires) * 1000).toISOString();
  return `Anyone who has the link can open this version of the clip until ${formatInstant(expiry)}.`;
}

function selectAll({ target }: { target: HTMLInputElement }): void {
  target.select();
}
