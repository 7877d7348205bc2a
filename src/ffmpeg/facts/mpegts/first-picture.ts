import { nalType, NalType, splitAnnexB } from '../../../h264/nal.js';
import { h264Picture, type Picture } from '../h264-picture.js';
import { ordinary } from '../unusual.js';

/**
 * What the first picture of a stream tells, which has to be a keyframe with its parameter set before it.
 *
 * @param bytes the beginning of its PES packet, up to its first slice at least
 */
export function readFirstPicture(bytes: Buffer): Picture {
  const nals = splitAnnexB(bytes);
  const slice = nals.findIndex((nal) => isSlice(nal));
  const sets = nals.slice(0, slice).filter((nal) => nalType(nal) === NalType.sps);
  ordinary(slice !== -1 && nalType(nals[slice]!) === NalType.idr && sets.length > 0);
  ordinary(sets.every((set) => Buffer.compare(set, sets[0]!) === 0));
  return h264Picture(sets[0]!);
}

function isSlice(nal: Uint8Array): boolean {
  return nalType(nal) === NalType.slice || nalType(nal) === NalType.idr;
}

/** How many pictures begin in these bytes: each has one slice that starts with its first macroblock. */
export function picturesIn(bytes: Buffer): number {
  return splitAnnexB(bytes).filter((nal) => isSlice(nal) && ((nal[1] ?? 0) & 0x80) !== 0).length;
}
