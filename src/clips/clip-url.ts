import { posterFileName } from '../media/clip-file.js';

/** Where a clip is served. */
export function clipUrl(fileName: string): string {
  return `/api/media/clips/${fileName}`;
}

/** Where the poster of an event's clip is served. */
export function posterUrl(eventId: number): string {
  return `/api/media/posters/${posterFileName(eventId)}`;
}
