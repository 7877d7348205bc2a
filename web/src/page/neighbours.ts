import type { CameraEvent } from '../api/types.js';

/** The ids of the events beside one in the list; null at its ends, and for an event that is not listed. */
export interface Neighbours {
  readonly previous: number | null;
  readonly next: number | null;
  /** Whether it is the last one that is loaded. */
  readonly isLast: boolean;
}

export function neighbours(events: readonly CameraEvent[], id: number | null): Neighbours {
  const index = events.findIndex((event) => event.id === id);
  const beside = (step: -1 | 1) => (index < 0 ? null : (events[index + step]?.id ?? null));
  return {
    previous: beside(-1),
    next: beside(1),
    isLast: index >= 0 && index === events.length - 1,
  };
}
