import { useCallback, useEffect, useRef, useState } from 'react';
import type { Connection } from '../api/connection.js';
import { fetchEvents } from '../api/events.js';
import type { ClipInfo, EventFilter } from '../api/types.js';
import { problemFrom } from '../player/clip-state.js';
import { untilLookedAt } from '../player/until-looked-at.js';
import { type EventPages, withClip, withNewest, withOlder } from './event-pages.js';

/** Time between two checks for new events, in milliseconds. */
const CHECK_MS = 10_000;

export interface EventPagesState {
  /** Null until the first page is loaded. */
  readonly pages: EventPages | null;
  readonly problem: string | null;
  loadOlder: () => void;
  retry: () => void;
  /** Updates the clip of an event, whose new state another part of the page has. */
  learn: (info: ClipInfo) => void;
}

/** The events that match a filter, newest first. Older ones are loaded by page, new ones as they appear. */
export function useEventPages(filter: EventFilter, connection: Connection): EventPagesState {
  const wanted = JSON.stringify(filter);
  const [loaded, setLoaded] = useState<{ of: string; pages: EventPages } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  const older = useRef<AbortController>(null);

  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    const filter = JSON.parse(wanted) as EventFilter;
    const load = async () => {
      const page = await fetchEvents(filter, { ...connection, signal });
      setProblem(null);
      setLoaded({ of: wanted, pages: { events: page.events, cursor: page.next_cursor } });
      for (;;) {
        await untilLookedAt(CHECK_MS, signal);
        const newest = await fetchEvents(filter, { ...connection, signal }).catch(() => null);
        if (newest && !signal.aborted) {
          setLoaded((last) => last && { ...last, pages: withNewest(last.pages, newest) });
        }
      }
    };
    load().catch((error: unknown) => {
      if (!signal.aborted) setProblem(problemFrom(error).message);
    });
    return () => {
      leaving.abort();
      older.current?.abort();
      older.current = null;
    };
  }, [wanted, connection, attempt]);

  const pages = loaded?.of === wanted ? loaded.pages : null;
  const cursor = pages?.cursor ?? null;
  const loadOlder = useCallback(() => {
    if (cursor === null || older.current) return;
    const loading = new AbortController();
    older.current = loading;
    const { signal } = loading;
    fetchEvents({ ...(JSON.parse(wanted) as EventFilter), cursor }, { ...connection, signal })
      .then(
        (page) => {
          setProblem(null);
          setLoaded((last) => last && { ...last, pages: withOlder(last.pages, page) });
        },
        (error: unknown) => {
          if (!signal.aborted) setProblem(problemFrom(error).message);
        },
      )
      .finally(() => {
        if (older.current === loading) older.current = null;
      });
  }, [cursor, wanted, connection]);

  const retry = useCallback(() => {
    setProblem(null);
    setAttempt((count) => count + 1);
  }, []);

  const learn = useCallback((info: ClipInfo) => {
    setLoaded((last) => last && { ...last, pages: withClip(last.pages, info) });
  }, []);

  return { pages, problem, loadOlder, retry, learn };
}
