import { parseInstant } from '../common/validation/is-instant.js';

/** How a recorder names its files, as paths below the imported folder. */
export const LAYOUTS = ['name', 'frigate', 'mediamtx'] as const;
export type Layout = (typeof LAYOUTS)[number];

/** What a path says about a recording. */
export interface PathFacts {
  readonly cameraId: string;
  /** Null: the recording is placed in time by its name or content, as if it were registered by HTTP. */
  readonly startedAt: Date | null;
}

/**
 * Reads a path in a layout; null for a file that does not belong to the layout.
 *
 * - `frigate`: `2026-01-03/10/front/30.00.mp4`, in UTC
 * - `mediamtx`: `site/front/2026-01-03_10-30-00-123456.mp4`, where the folders are the path in MediaMTX
 * - `name`: any video; its first folder is the camera, and its name may hold the time
 *
 * @param path relative, separated by `/`
 */
export function readPath(layout: Layout, path: string): PathFacts | null {
  return READERS[layout](path);
}

const READERS: Record<Layout, (path: string) => PathFacts | null> = {
  frigate(path) {
    const [, date, hour, cameraId, minute, second] = FRIGATE.exec(path) ?? [];
    if (!date || !cameraId) return null;
    const startedAt = parseInstant(`${date}T${hour}:${minute}:${second}Z`);
    return startedAt && { cameraId, startedAt };
  },
  mediamtx(path) {
    const [, cameraId] = MEDIAMTX.exec(path) ?? [];
    return cameraId ? { cameraId, startedAt: null } : null;
  },
  name(path) {
    const [cameraId = '', ...below] = path.split('/');
    return VIDEO.test(path)
      ? { cameraId: below.length > 0 ? cameraId : '', startedAt: null }
      : null;
  },
};

const FRIGATE = /^(\d{4}-\d{2}-\d{2})\/([01]\d|2[0-3])\/([^/]+)\/([0-5]\d)\.([0-5]\d)\.mp4$/;
const MEDIAMTX =
  /^(.+)\/\d{4}-\d{2}-\d{2}_\d{2}-\d{2}-\d{2}(?:-\d{6})?(?:Z|[+-]\d{4})?\.(?:mp4|ts)$/;
const VIDEO = /\.(?:mp4|m4v|mov|mkv|avi|ts|mts|m2ts|flv|webm)$/i;
