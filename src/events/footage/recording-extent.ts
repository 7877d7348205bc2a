import { lengthOf, type MediaFacts } from '../../formats/media-facts.js';

/** When a recording starts and ends. */
export interface Extent {
  readonly startedAt: Date;
  readonly endedAt: Date;
}

/** When a recording with these facts ends; the end that is known where the facts do not say. */
export function endOf({ startedAt, endedAt }: Extent, { video }: MediaFacts): Date {
  const seconds = video && lengthOf(video);
  return seconds === null ? endedAt : new Date(startedAt.getTime() + Math.ceil(seconds * 1000));
}

/**
 * The extent of a recording whose file was read again. Where it was placed by the file's age, and the file
 * is unchanged, its end is what is known.
 */
export function extentOf(
  known: Extent & { readonly placedBy: string },
  facts: MediaFacts,
  isUnchanged: boolean,
): Extent {
  const endedAt = endOf(known, facts);
  if (known.placedBy !== 'modified' || !isUnchanged) return { startedAt: known.startedAt, endedAt };
  const lastsMs = endedAt.getTime() - known.startedAt.getTime();
  return { startedAt: new Date(known.endedAt.getTime() - lastsMs), endedAt: known.endedAt };
}
