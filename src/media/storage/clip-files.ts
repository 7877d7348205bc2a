import {
  CLIP_FORMATS,
  clipFileName,
  exportFileName,
  intervalFileName,
  parseClipFileName,
  parseExportFileName,
  parseIntervalFileName,
  parsePosterFileName,
  parseRenditionFileName,
  posterFileName,
  RENDITION_NAMES,
  renditionFileName,
} from './clip-file.js';

/** What the names of posters begin with. */
export const POSTERS = 'posters/';
/** What the names of clips of a camera alone begin with. */
export const INTERVALS = 'intervals/';

/** What the names of exports begin with. */
export const EXPORTS = 'exports/';

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

/** The name of the file of a clip of a camera alone. */
export function intervalFile(id: number): string {
  return INTERVALS + intervalFileName(id);
}

/** The id of the clip of a camera alone whose file has this name; null for every other name. */
export function idOfIntervalFile(name: string): number | null {
  return name.startsWith(INTERVALS) ? parseIntervalFileName(name.slice(INTERVALS.length)) : null;
}

/** The name of the file of an export. */
export function exportFile(id: number): string {
  return EXPORTS + exportFileName(id);
}

/** The id of the export whose file has this name; null for every other name. */
export function idOfExportFile(name: string): number | null {
  return name.startsWith(EXPORTS) ? parseExportFileName(name.slice(EXPORTS.length)) : null;
}

/** Whether a stored file can have this name. */
export function isFileName(name: string): boolean {
  return [eventOfFile, idOfIntervalFile, idOfExportFile].some((idOf) => idOf(name) !== null);
}

/** The event to whose clip a file belongs; null for a name that none of its files has. */
export function eventOfFile(name: string): number | null {
  if (name.startsWith(POSTERS)) return parsePosterFileName(name.slice(POSTERS.length));
  return parseClipFileName(name)?.eventId ?? parseRenditionFileName(name);
}

/** @throws TypeError unless a stored file can have this name */
export function checkFileName(name: string): void {
  if (!isFileName(name)) throw new TypeError('Not the name of a file of a clip.');
}
