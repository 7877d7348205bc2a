import { useCallback, useMemo, useState } from 'react';
import type { Connection } from '../api/connection.js';

const KEY = 'event-clips-key';

/** The connection for the whole page. It sends the key, and notices when the service requires one. */
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

  /** Keeps the key until this tab is closed. */
  const setKey = useCallback((key: string) => {
    sessionStorage.setItem(KEY, key);
    setApiKey(key);
    setKeyWanted(false);
  }, []);

  return { connection, isKeyWanted, setKey };
}
