/** `MATRIX=full` cuts many windows of every kind of footage; without it, one of every few kinds. */
export const FULL = process.env.MATRIX === 'full';

/** All of a list, or every so many of it. */
export function slice<T>(kinds: readonly T[], every: number): T[] {
  return kinds.filter((_, i) => FULL || i % every === 0);
}
