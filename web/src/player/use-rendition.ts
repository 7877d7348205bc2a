import { useEffect, useRef, useState } from 'react';
import type { Connection } from '../api/connection.js';
import { followRendition } from '../api/renditions.js';
import { type Problem, problemFrom } from './clip-state.js';

export type RenditionState =
  /** `progress` is 0 to 100. */
  | { readonly phase: 'making'; readonly progress: number }
  | { readonly phase: 'ready' }
  | { readonly phase: 'failed'; readonly problem: Problem };

const MAKING: RenditionState = { phase: 'making', progress: 0 };

/** The state of the rendition of a clip at this URL, which is requested until it is made. */
export function useRendition(url: string, { baseUrl, apiKey, fetch }: Connection) {
  const [attempt, setAttempt] = useState(1);
  const [state, setState] = useState<RenditionState>(MAKING);
  // A signed URL is another one in each answer about the clip.
  const latest = useRef(url);
  useEffect(() => {
    latest.current = url;
  }, [url]);

  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    const report = (next: RenditionState) => {
      if (!signal.aborted) setState(next);
    };
    const follow = async () => {
      const options = { ...{ baseUrl, apiKey, fetch }, signal } as Connection;
      for await (const { progress } of followRendition(() => latest.current, options)) {
        report({ phase: 'making', progress });
      }
      report({ phase: 'ready' });
    };
    follow().catch((error: unknown) => report({ phase: 'failed', problem: problemFrom(error) }));
    return () => leaving.abort();
  }, [attempt, baseUrl, apiKey, fetch]);

  const retry = () => {
    setState(MAKING);
    setAttempt((last) => last + 1);
  };
  return { state, retry };
}
