import { useCallback, useEffect, useState } from 'react';
import { type Address, readAddress, writeAddress } from './address.js';

export type Go = (address: Address, options?: { replace?: boolean }) => void;

/** The page's URL, read and changed without reloading the page. */
export function useAddress(): { address: Address; go: Go } {
  const [address, setAddress] = useState(() => readAddress(location.search));

  useEffect(() => {
    const follow = () => setAddress(readAddress(location.search));
    window.addEventListener('popstate', follow);
    return () => window.removeEventListener('popstate', follow);
  }, []);

  const go = useCallback<Go>((next, { replace = false } = {}) => {
    history[replace ? 'replaceState' : 'pushState'](null, '', writeAddress(next));
    setAddress(next);
  }, []);

  return { address, go };
}
