import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StillDemuxer } from '../../ffmpeg/demuxer.js';
import { concatList } from './concat-list.js';
import type { Still } from './read-stills.js';

/** A still with its place in the clip, under a name of ours. */
export interface PlacedStill extends Still {
  readonly slot: number;
}

/** The concat script of all stills of one kind, since one concat input decodes one kind only. */
export interface StillList {
  /** Absolute. */
  readonly script: string;
  readonly demuxer: StillDemuxer;
  readonly firstSlot: number;
  readonly lastSlot: number;
}

const EXTENSIONS: Record<StillDemuxer, string> = {
  jpeg_pipe: 'jpg',
  png_pipe: 'png',
  webp_pipe: 'webp',
};

/**
 * Gives each still a link in `folder`, numbered and with the extension of what it really is: FFmpeg
 * reads a `%d` or `*` in a name as a pattern of other names, and no script can hold a newline.
 */
export async function linkStills(stills: readonly Still[], folder: string): Promise<PlacedStill[]> {
  const placed = stills.map((still, slot) => ({
    ...still,
    slot,
    path: join(folder, `${slot}.${EXTENSIONS[still.demuxer]}`),
  }));
  for (const { path, slot } of placed) await symlink(stills[slot]!.path, path);
  return placed;
}

/** Writes a script for each kind of still, `name` telling it from other scripts in the folder. */
export async function writeLists(
  stills: readonly PlacedStill[],
  fps: number,
  folder: string,
  name: string,
): Promise<StillList[]> {
  const lists: StillList[] = [];
  for (const [demuxer, extension] of Object.entries(EXTENSIONS) as [StillDemuxer, string][]) {
    const ofKind = stills.filter((still) => still.demuxer === demuxer);
    const [first, last] = [ofKind.at(0), ofKind.at(-1)];
    if (!first || !last) continue;
    const script = join(folder, `${name}-${extension}.txt`);
    await writeFile(script, concatList(ofKind, fps));
    lists.push({ script, demuxer, firstSlot: first.slot, lastSlot: last.slot });
  }
  return lists;
}
