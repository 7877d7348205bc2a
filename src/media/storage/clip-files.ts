import {
  CLIP_FORMATS,
  clipFileName,
  parseClipFileName,
  parsePosterFileName,
  parseRenditionFileName,
  posterFileName,
  RENDITION_NAMES,
  renditionFileName,
} from './clip-file.js';

/** What the names of posters begin with. */
export const POSTERS = 'posters/';

/** The names of all files that an event's clip can consist of. */
export function filesOfClip(eventId: number): string[] {
  const clips = CLIP_FORMATS.map((format) => clipFileName(eventId, format));
  const renditions = RENDITION_NAMES.map((name) => renditionFileName(eventId, name));
  return [...clips, posterFile(eventId), ...renditions];
}

/** The name of an event's poster. */
export function posterFile(eventId: number): string {
  return POSTERS + posterFileName(eventId);
}

/** The event to whose clip a file belongs; null for a name that none of its files has. */
export function eventOfFile(name: string): number | null {
  if (name.startsWith(POSTERS)) return parsePosterFileName(name.slice(POSTERS.length));
  return parseClipFileName(name)?.eventId ?? parseRenditionFileName(name);
}

/** @throws TypeError unless a file of a clip can have this name */
export function checkFileName(name: string): void {
  if (eventOfFile(name) === null) throw new TypeError('Not the name of a file of a clip.');
}
