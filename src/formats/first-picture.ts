import { splitAnnexB } from './nal-units.js';
import { ordinary } from './unusual.js';
import type { Picture } from './video-coding.js';

/** Parameter sets and supplemental information (SEI) before a picture. */
const MAX_LEAD_BYTES = 64 * 1024;
/** A picture has one for each of its slices. */
const MAX_NALS = 512;
const START_CODE = Buffer.of(0, 0, 1);

/** How a codec marks what its pictures consist of. Each function is given a NAL unit with its header. */
export interface PictureSyntax {
  isSlice(nal: Uint8Array): boolean;
  /** Whether decoding can begin at the picture of this slice. */
  isEntryPoint(slice: Uint8Array): boolean;
  /** Whether a slice is the first one of its picture. */
  beginsPicture(slice: Uint8Array): boolean;
  isSequenceSet(nal: Uint8Array): boolean;
  /** What a sequence parameter set says of the pictures. */
  pictureOf(sequenceSet: Uint8Array): Picture;
}

/**
 * A reader of what the first picture of a stream says. It has to be a keyframe with its parameter set before it, and
 * alone in its PES packet: otherwise not every frame has a time stamp.
 *
 * The reader takes what the PES packet holds, a byte stream (Annex B).
 */
export function firstPictureReader(syntax: PictureSyntax): (bytes: Buffer) => Picture {
  return (bytes) => {
    const slices = slicesIn(bytes, syntax);
    const [first] = slices;
    ordinary(first !== undefined && first <= MAX_LEAD_BYTES);
    ordinary(syntax.isEntryPoint(bytes.subarray(first)));
    ordinary(slices.filter((at) => syntax.beginsPicture(bytes.subarray(at))).length === 1);
    const sets = splitAnnexB(bytes.subarray(0, first)).filter((nal) => syntax.isSequenceSet(nal));
    ordinary(sets.length > 0 && sets.every((set) => Buffer.compare(set, sets[0]!) === 0));
    return syntax.pictureOf(sets[0]!);
  };
}

/** Where slices begin. */
function slicesIn(bytes: Buffer, syntax: PictureSyntax): number[] {
  const slices: number[] = [];
  let count = 0;
  for (let at = bytes.indexOf(START_CODE); at !== -1; at = bytes.indexOf(START_CODE, at + 3)) {
    ordinary(++count <= MAX_NALS);
    if (syntax.isSlice(bytes.subarray(at + 3))) slices.push(at + 3);
  }
  return slices;
}
