/** `MATRIX=full` cuts several intervals of every kind of footage; otherwise one interval of some kinds is cut. */
export const FULL = process.env.MATRIX === 'full';

/** The whole list, or every nth item. */
export function slice<T>(kinds: readonly T[], every: number): T[] {
  return kinds.filter((_, i) => FULL || i % every === 0);
}
