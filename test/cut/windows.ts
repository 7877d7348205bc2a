import type { FootageOptions } from '../support/footage.js';
import { FULL } from '../support/matrix.js';
import { seededBy } from '../support/seeded.js';

/** How many intervals are cut of each kind of footage. */
export const WINDOWS = FULL ? 3 : 1;
/** How long footage is that does not say so. */
export const SECONDS = 12;

/** Intervals of footage, always the same ones for a name. */
export function windows(name: string, options: FootageOptions): { from: number; to: number }[] {
  const random = seededBy(name);
  const { seconds = SECONDS } = options;
  return Array.from({ length: WINDOWS }, () => {
    const from = Math.round(random() * (seconds / 2) * 1000) / 1000;
    const to = Math.round((from + 2.5 + random() * (seconds / 2 - 2.5)) * 1000) / 1000;
    return { from, to };
  });
}
