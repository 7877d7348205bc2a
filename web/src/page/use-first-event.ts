import { useEffect } from 'react';
import type { Address } from './address.js';
import type { EventPages } from './event-pages.js';
import type { Go } from './use-address.js';

/** As in `page.css`: narrower windows show either the list or an event. */
const SIDE_BY_SIDE = '(width > 50rem)';

/** Selects the newest event while none is selected, where the list stays visible beside it. */
export function useFirstEvent(pages: EventPages | null, address: Address, go: Go): void {
  const first = pages?.events[0]?.id;
  useEffect(() => {
    if (first === undefined || address.event !== null || !matchMedia(SIDE_BY_SIDE).matches) return;
    go({ ...address, event: first }, { replace: true });
  }, [first, address, go]);
}
