import type { Dir } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { FileIsolation } from '../../isolation/file-isolation.js';
import { isolatedTask } from '../../isolation/isolated-task.js';
import { shapeOf } from './decide-readings.js';
import {
  needsSiblings,
  placeVideo,
  type Placing,
  type Sibling,
  type VideoToPlace,
} from './place-video.js';

/** A folder with more files is not read to its end. */
const MOST_ENTRIES = 20_000;
const MOST_SIBLINGS = 500;

/**
 * Places a video with the other files of its folder, which are read only where its name needs them.
 *
 * @param realPath the file itself, where links were followed
 */
export async function placeFile(
  files: FileIsolation,
  video: VideoToPlace,
  realPath: string,
): Promise<Placing> {
  const isInPlace = basename(realPath) === basename(video.filePath);
  if (!isInPlace || !needsSiblings(video)) return placeVideo(video);
  return placeVideo(video, await files.run(realPath, SIBLINGS, realPath));
}

/** The files of the same folder whose names differ in their numbers alone. None if it cannot be read. */
export async function siblingsOf(path: string): Promise<Sibling[]> {
  const [folder, own] = [dirname(path), basename(path)];
  const shape = shapeOf(own);
  const siblings: Sibling[] = [];
  let entries = 0;
  const opened: Dir | null = await opendir(folder).catch(() => null);
  for await (const entry of opened ?? []) {
    if (++entries > MOST_ENTRIES || siblings.length >= MOST_SIBLINGS) break;
    if (entry.name === own || !entry.isFile() || shapeOf(entry.name) !== shape) continue;
    const stats = await stat(join(folder, entry.name)).catch(() => null);
    if (stats) siblings.push({ name: entry.name, modifiedAtMs: stats.mtimeMs });
  }
  return siblings;
}

/** A folder with thousands of files may lie on a slow share. */
const TIMEOUT_MS = 60_000;

const SIBLINGS = isolatedTask('events/placing/place-file.js', siblingsOf, TIMEOUT_MS);
