import type { EventClipsError } from '../../common/event-clips-error.js';
import { piecesOf, type VideoSource } from './video-source.js';

/** Why sources gave no picture of an interval, by their keys. */
export type FailedSources = ReadonlyMap<string, EventClipsError>;

/** A file's pieces have keys of their own: one that gives no picture does not hide the others. */
export function sourceKey({ path, piece }: Pick<VideoSource, 'path' | 'piece'>): string {
  return piece ? `${path} ${piece.fromByte}` : path;
}

/**
 * The pieces of a video without those that failed before, and why the first of those did.
 *
 * @throws the same error where all of them failed
 */
export function usablePieces(
  source: VideoSource,
  failed: FailedSources,
): { readonly usable: readonly VideoSource[]; readonly failure: EventClipsError | null } {
  const pieces = piecesOf(source);
  const usable = pieces.filter((piece) => !failed.has(sourceKey(piece)));
  const [failure = null] = pieces.flatMap((piece) => failed.get(sourceKey(piece)) ?? []);
  if (failure && usable.length === 0) throw failure;
  return { usable, failure };
}
