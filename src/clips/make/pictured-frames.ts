import { readFile } from 'node:fs/promises';
import type { DecodedGop } from '../../cut/cut-types.js';
import { readSmallPictures } from '../../cut/head/small-pictures.js';
import { onClipsFolder } from '../../isolation/clips-folder.js';
import { pictureTicks, takenTicks, type TickRange, type Transcode } from './transcode-arguments.js';
import { VerificationError } from './verification-error.js';

/** The small pictures of a part that was encoded, by the timestamps that FFmpeg reported. */
export interface PicturedFrames {
  /** The frames that there are small pictures of, in the order of decoding. */
  readonly ticks: readonly number[];
  /** How many of them are shown before the part, and how many in it. */
  readonly skip: number;
  readonly frames: number;
}

/** What was decoded for a part, and how many of its frames the clip has to show. */
export interface EncodedFrames {
  readonly gop: DecodedGop;
  readonly frames: number;
}

/** @param decoded timestamps of all frames that FFmpeg decoded, in the order of decoding */
export function picturedFrames(
  decoded: readonly number[],
  job: Transcode,
  range: TickRange,
): PicturedFrames {
  const { first, end } = pictureTicks(job, range);
  // As FFmpeg's filter does, which ends with the first frame that is too late.
  const last = decoded.findIndex((tick) => tick >= end);
  const ticks = decoded.slice(0, last < 0 ? decoded.length : last).filter((tick) => tick >= first);
  const taken = takenTicks(range);
  const skip = ticks.filter((tick) => tick < taken.first).length;
  return { ticks, skip, frames: ticks.length - skip };
}

/** @throws VerificationError where the pictures are not those of the frames that FFmpeg reported */
export async function readPictures(
  path: string,
  { ticks, skip, frames }: PicturedFrames,
): Promise<EncodedFrames> {
  const decoded = readSmallPictures(await onClipsFolder(() => readFile(path)));
  if (decoded.length !== ticks.length) {
    throw new VerificationError(`${decoded.length} pictures of ${ticks.length} decoded frames`);
  }
  const order = [...ticks.keys()].sort((a, b) => ticks[a]! - ticks[b]!);
  return { gop: { pictures: order.map((index) => decoded[index]!), skip }, frames };
}
