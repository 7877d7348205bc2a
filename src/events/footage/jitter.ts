/** Between recordings that follow each other this closely there is no gap: their clocks jitter. */
export const JITTER_MS = 250;
