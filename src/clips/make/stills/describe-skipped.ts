import { shownName } from '../../../common/shown-name.js';
import type { SkippedStill } from './read-stills.js';

/** So many files are named. */
const NAMED = 3;

/** Says in a sentence why files are left out; nothing where none is. */
export function describeSkipped(skipped: readonly SkippedStill[]): string {
  if (skipped.length === 0) return '';
  const named = skipped.slice(0, NAMED).map(({ path, why }) => `${shownName(path)} ${why}`);
  const more = skipped.length - named.length;
  return `${[...named, ...(more > 0 ? [`and ${more} more`] : [])].join(', ')}.`;
}
