import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StillDemuxer } from '../../../formats/still-demuxer.js';
import { concatList } from './concat-list.js';
import type { Still } from './read-stills.js';

/** A still with its place in the clip, and the name that FFmpeg gets it under. */
export interface PlacedStill extends Still {
  readonly slot: number;
  readonly pattern: string;
}

/** The concat script of all stills of one kind, since one concat input decodes one kind only. */
export interface StillList {
  /** Absolute. */
  readonly script: string;
  readonly firstSlot: number;
  readonly lastSlot: number;
}

const EXTENSIONS: Record<StillDemuxer, string> = {
  jpeg_pipe: 'jpg',
  png_pipe: 'png',
  webp_pipe: 'webp',
};

/**
 * Gives each still a numbered link in `folder` with the extension of what it really is, for no script can
 * hold any name. FFmpeg gets the link as a pattern of numbers that fits it alone: this makes it take its
 * demuxer for numbered pictures by the name, without guessing one from the bytes, and that demuxer
 * gives exactly one picture a file, of animations and files with several pictures as well.
 */
export async function linkStills(stills: readonly Still[], folder: string): Promise<PlacedStill[]> {
  const placed: PlacedStill[] = [];
  for (const [slot, still] of stills.entries()) {
    const extension = EXTENSIONS[still.demuxer];
    await symlink(still.path, join(folder, `${slot}-0.${extension}`));
    const pattern = join(folder.replaceAll('%', '%%'), `${slot}-%d.${extension}`);
    placed.push({ ...still, slot, pattern });
  }
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
    const files = ofKind.map(({ pattern, slot }) => ({ path: pattern, slot }));
    await writeFile(script, concatList(files, fps));
    lists.push({ script, firstSlot: first.slot, lastSlot: last.slot });
  }
  return lists;
}
