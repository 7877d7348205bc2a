import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StillDemuxer } from '../../../formats/still-demuxer.js';
import { onClipsFolder } from '../../../isolation/clips-folder.js';
import { concatList } from './concat-list.js';
import type { Still } from './read-stills.js';

/** A still with its place in the clip and the name by which FFmpeg opens it. */
export interface PlacedStill extends Still {
  readonly slot: number;
  readonly pattern: string;
}

/** What the stills of a list have in common: a concat input decodes one format, and its filters turn all alike. */
type StillKind = Pick<Still, 'demuxer' | 'orientation' | 'mayBeTransparent'>;

/** The concat script of all stills of one kind. */
export interface StillList extends Omit<StillKind, 'demuxer'> {
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
 * Gives each still a numbered link in `folder` with the extension of its real format, as a script cannot
 * contain every file name. FFmpeg opens the link by a pattern of numbers that matches it alone. So it
 * chooses its demuxer for numbered pictures by the name, not by guessing from the bytes, and that
 * demuxer reads exactly one picture from each file, even from an animation.
 */
export async function linkStills(stills: readonly Still[], folder: string): Promise<PlacedStill[]> {
  const placed: PlacedStill[] = [];
  for (const [slot, still] of stills.entries()) {
    const extension = EXTENSIONS[still.demuxer];
    const link = join(folder, `${slot}-0.${extension}`);
    await onClipsFolder(() => symlink(still.path, link));
    const pattern = join(folder.replaceAll('%', '%%'), `${slot}-%d.${extension}`);
    placed.push({ ...still, slot, pattern });
  }
  return placed;
}

/** Writes a script for each kind. `name` distinguishes them from other scripts in the folder. */
export async function writeLists(
  stills: readonly PlacedStill[],
  fps: number,
  folder: string,
  name: string,
): Promise<StillList[]> {
  const kinds = new Map<string, PlacedStill[]>();
  for (const still of stills) {
    const kind = kindOf(still);
    const ofKind = kinds.get(kind) ?? [];
    ofKind.push(still);
    kinds.set(kind, ofKind);
  }
  const lists: StillList[] = [];
  for (const [kind, ofKind] of kinds) {
    const { orientation, mayBeTransparent, slot: firstSlot } = ofKind[0]!;
    const script = join(folder, `${name}-${kind}.txt`);
    const files = ofKind.map(({ pattern, slot }) => ({ path: pattern, slot }));
    await onClipsFolder(() => writeFile(script, concatList(files, fps)));
    const lastSlot = ofKind.at(-1)!.slot;
    lists.push({ script, orientation, mayBeTransparent, firstSlot, lastSlot });
  }
  return lists;
}

function kindOf({ demuxer, orientation, mayBeTransparent }: StillKind): string {
  return `${EXTENSIONS[demuxer]}-${orientation}${mayBeTransparent ? '-transparent' : ''}`;
}
