import { splitAnnexB } from '../nal-units.js';
import { ordinary } from '../unusual.js';
import type { Picture } from '../video-coding.js';
import { nalType, NalType } from './nal.js';
import { h264Picture } from './picture.js';

/** Parameter sets and supplemental information (SEI) before a picture. */
const MAX_LEAD_BYTES = 64 * 1024;
/** A picture has one for each of its slices. */
const MAX_NALS = 512;
const START_CODE = Buffer.of(0, 0, 1);

/**
 * What the first picture of a stream says. It has to be a keyframe with its parameter set before it, and
 * alone in its PES packet: otherwise not every frame has a time stamp.
 *
 * @param bytes what its PES packet holds, a byte stream of H.264 (Annex B)
 */
export function readFirstPicture(bytes: Buffer): Picture {
  const slices = slicesIn(bytes);
  const [first] = slices;
  ordinary(first !== undefined && first <= MAX_LEAD_BYTES);
  ordinary(nalType(bytes.subarray(first)) === NalType.idr);
  ordinary(slices.filter((at) => beginsPicture(bytes.subarray(at))).length === 1);
  const sets = splitAnnexB(bytes.subarray(0, first)).filter((nal) => nalType(nal) === NalType.sps);
  ordinary(sets.length > 0 && sets.every((set) => Buffer.compare(set, sets[0]!) === 0));
  return h264Picture(sets[0]!);
}

/** Where slices begin. */
function slicesIn(bytes: Buffer): number[] {
  const slices: number[] = [];
  let count = 0;
  for (let at = bytes.indexOf(START_CODE); at !== -1; at = bytes.indexOf(START_CODE, at + 3)) {
    ordinary(++count <= MAX_NALS);
    const type = nalType(bytes.subarray(at + 3));
    if (type === NalType.slice || type === NalType.idr) slices.push(at + 3);
  }
  return slices;
}

/** Whether a slice starts with the first macroblock (7.3.3), a single bit. */
function beginsPicture(slice: Buffer): boolean {
  return ((slice[1] ?? 0) & 0x80) !== 0;
}
