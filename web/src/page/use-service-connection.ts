import { useCallback, useMemo, useState } from 'react';
import type { Connection } from '../api/connection.js';

const KEY = 'event-clips-key';

/** The connection of everything on the page: it carries the key, and notices when one is wanted. */
export function useServiceConnection() {
  const [apiKey, setApiKey] = useState(() => sessionStorage.getItem(KEY) ?? undefined);
  const [isKeyWanted, setKeyWanted] = useState(false);

  const connection = useMemo<Connection>(
    () => ({
      apiKey,
      fetch: async (...request) => {
        const response = await fetch(...request);
        if (response.status === 401) setKeyWanted(true);
        return response;
      },
    }),
    [apiKey],
  );

  /** Kept for this tab only, and forgotten with it. */
  const setKey = useCallback((key: string) => {
    sessionStorage.setItem(KEY, key);
    setApiKey(key);
    setKeyWanted(false);
  }, []);

  return { connection, isKeyWanted, setKey };
}
