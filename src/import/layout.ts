import { parseInstant } from '../common/validation/is-instant.js';
import type { SkipReason } from './skipped.js';

/** How a recorder names its files, as paths below the imported folder. */
export const LAYOUTS = ['name', 'frigate', 'mediamtx'] as const;
export type Layout = (typeof LAYOUTS)[number];

/** What a path says about a recording. */
export interface PathFacts {
  /** Null: the path names none, as below one camera's own folder. */
  readonly cameraId: string | null;
  /** Null: the recording is placed in time by its name or content, as if it were registered by HTTP. */
  readonly startedAt: Date | null;
}

/**
 * Reads a path in a layout, or says why the file does not belong to it.
 *
 * - `frigate`: `2026-01-03/10/front/30.00.mp4`, in UTC
 * - `mediamtx`: `site/front/2026-01-03_10-30-00-123456.mp4`, where the folders are the path in MediaMTX; the name
 *   may have `%z` after it, or be `%s`
 * - `name`: any video; its first folder is the camera unless it is a date, and the path may hold the time
 *
 * @param path relative, separated by `/`
 */
export function readPath(layout: Layout, path: string): PathFacts | SkipReason {
  if (!isVideo(path)) return 'not_video';
  return READERS[layout](path) ?? 'other_layout';
}

/** Whether the name of a file ends as that of a video does. */
export function isVideo(path: string): boolean {
  return VIDEO.test(path);
}

const READERS: Record<Layout, (path: string) => PathFacts | null> = {
  frigate(path) {
    const [, date, hour, cameraId, minute, second] = FRIGATE.exec(path) ?? [];
    if (!date || !cameraId) return null;
    const startedAt = parseInstant(`${date}T${hour}:${minute}:${second}Z`);
    return startedAt && { cameraId, startedAt };
  },
  mediamtx(path) {
    const match = MEDIAMTX.exec(path);
    return match && { cameraId: match[1] ?? null, startedAt: null };
  },
  name(path) {
    const [first = '', ...below] = path.split('/');
    const isCamera = below.length > 0 && !DATE.test(first);
    return { cameraId: isCamera ? first : null, startedAt: null };
  },
};

const FRIGATE = /^(\d{4}-\d{2}-\d{2})\/([01]\d|2[0-3])\/([^/]+)\/([0-5]\d)\.([0-5]\d)\.mp4$/;
const MEDIAMTX =
  /^(?:(.+)\/)?(?:\d{4}-\d{2}-\d{2}_{1,2}\d{2}-\d{2}-\d{2}|\d{10})(?:-\d{6})?(?:-?(?:Z|[+-]\d{4}))?\.(?:mp4|ts)$/;
/** A folder of a year, a month, a day or an hour, as below the folder of one camera. */
const DATE =
  /^(?:20\d\d(?:([-_.]?)(?:0\d|1[0-2])(?:\1[0-3]\d(?:[-_T]?[0-2]\d)?)?)?|20\d\dY.*|[0-3]?\d[-_.][0-3]?\d[-_.]20\d\d)$/;
const VIDEO =
  /\.(?:mp4|m4v|mov|3gp|mkv|webm|avi|flv|ts|mts|m2ts|mpg|mpeg|vob|dav|asf|wmv|h264|264|h265|265|hevc)$/i;
