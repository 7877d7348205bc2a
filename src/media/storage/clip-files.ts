import {
  CLIP_FORMATS,
  clipFileName,
  parseClipFileName,
  parsePosterFileName,
  posterFileName,
} from './clip-file.js';

/** What the names of posters begin with, inside the clips folder. */
export const POSTERS = 'posters/';

/** Every file that an event's clip can consist of, as names inside the clips folder. */
export function filesOfClip(eventId: number): string[] {
  const clips = CLIP_FORMATS.map((format) => clipFileName(eventId, format));
  return [...clips, posterFile(eventId)];
}

/** The poster's name inside the clips folder. */
export function posterFile(eventId: number): string {
  return POSTERS + posterFileName(eventId);
}

/** Whose clip a file inside the clips folder belongs to; null for a name that is none of ours. */
export function eventOfFile(name: string): number | null {
  if (name.startsWith(POSTERS)) return parsePosterFileName(name.slice(POSTERS.length));
  return parseClipFileName(name)?.eventId ?? null;
}
