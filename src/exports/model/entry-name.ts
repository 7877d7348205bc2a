import { safeFileName } from '../../media/serving/safe-file-name.js';

/** Long names do not fit into every file system once a folder is before them. */
const MAX_CAMERA_CHARACTERS = 60;

export interface NamedEntry {
  /** From 0. */
  readonly position: number;
  readonly cameraId: string;
  readonly startsAt: Date;
  readonly format: string;
}

/** The name of a file that belongs to a clip, in a folder of its own. */
export function nameBeside(clip: string, folder: string, extension: string): string {
  const [, name] = /([^/]+)\.[^.]+$/.exec(clip)!;
  return `${folder}/${name}.${extension}`;
}

/** The name of a clip in an export: unique, in the order of the items, and with characters that every system allows. */
export function entryName({ position, cameraId, startsAt, format }: NamedEntry): string {
  const number = String(position + 1).padStart(3, '0');
  const time = startsAt.toISOString().slice(0, 19).replaceAll(':', '-');
  const readable = [...safeFileName(cameraId).replaceAll(' ', '_')];
  const camera = readable.slice(0, MAX_CAMERA_CHARACTERS).join('');
  return `clips/${number}_${camera}_${time}Z.${format}`;
}
