/** How a recorder names its files, as paths below the folder that is imported. */
export const LAYOUTS = ['name', 'frigate', 'mediamtx'] as const;
export type Layout = (typeof LAYOUTS)[number];

/** What a path tells of a recording. */
export interface ToldByPath {
  readonly cameraId: string;
  /** Null where the file itself is to tell it, by its name first. */
  readonly startedAt: Date | null;
}

/**
 * Reads a path by a layout; null for a file that is none of the recorder's.
 *
 * - `frigate`: `2026-01-03/10/front/30.00.mp4`, all of it in UTC
 * - `mediamtx`: `site/front/2026-01-03_10-30-00-123456.mp4`, the folders being the path in MediaMTX
 * - `name`: any video; its first folder is the camera, and its name may tell the time
 *
 * @param path relative, separated by `/`
 */
export function readPath(layout: Layout, path: string): ToldByPath | null {
  return READERS[layout](path);
}

const READERS: Record<Layout, (path: string) => ToldByPath | null> = {
  frigate(path) {
    const [, date, hour, cameraId, minute, second] = FRIGATE.exec(path) ?? [];
    if (!date || !cameraId) return null;
    const startedAt = new Date(`${date}T${hour}:${minute}:${second}Z`);
    // Date.parse takes the 30th of February for a day in March.
    const isDay = !Number.isNaN(startedAt.getTime()) && startedAt.toISOString().startsWith(date);
    return isDay ? { cameraId, startedAt } : null;
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
