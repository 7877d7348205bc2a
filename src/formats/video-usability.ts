import type { BitReader } from './bit-reader.js';

/** What a sequence parameter set says beside the coding itself. */
export interface VideoUsability {
  /** How wide a pixel is shown for its height. */
  pixelAspect: { num: number; den: number };
  /** Colour, as code points of ITU-T H.273 and whether black is 0; null where it is not given. */
  fullRange: boolean | null;
  primaries: number | null;
  transfer: number | null;
  matrix: number | null;
}

const EXTENDED_ASPECT_RATIO = 255;
const SQUARE = { num: 1, den: 1 };
/** By the number that a set gives (table E-1 of H.264 and of HEVC); 0 is unspecified. */
const ASPECT_RATIOS = [
  ...[
    [1, 1],
    [1, 1],
    [12, 11],
    [10, 11],
    [16, 11],
    [40, 33],
    [24, 11],
    [20, 11],
    [32, 11],
  ],
  ...[
    [80, 33],
    [18, 11],
    [15, 11],
    [64, 33],
    [160, 99],
    [4, 3],
    [3, 2],
    [2, 1],
  ],
].map(([num = 1, den = 1]) => ({ num, den }));

const UNKNOWN_COLOUR = { fullRange: null, primaries: null, transfer: null, matrix: null };

/**
 * Reads the first part of E.1 of H.264, which is the same as E.2.1 of HEVC, with the flag before it.
 *
 * @returns also whether there is more
 */
export function readUsability(bits: BitReader): { isGiven: boolean; usability: VideoUsability } {
  if (!bits.flag()) {
    return { isGiven: false, usability: { pixelAspect: SQUARE, ...UNKNOWN_COLOUR } };
  }
  const pixelAspect = bits.flag() ? aspectRatio(bits) : SQUARE;
  return { isGiven: true, usability: { pixelAspect, ...colour(bits) } };
}

function aspectRatio(bits: BitReader): VideoUsability['pixelAspect'] {
  const number = bits.bits(8);
  if (number !== EXTENDED_ASPECT_RATIO) return ASPECT_RATIOS[number] ?? SQUARE;
  const [num, den] = [bits.bits(16), bits.bits(16)];
  return num > 0 && den > 0 ? { num, den } : SQUARE;
}

function colour(bits: BitReader): Omit<VideoUsability, 'pixelAspect'> {
  if (bits.flag()) bits.flag(); // overscan
  if (!bits.flag()) return UNKNOWN_COLOUR;
  bits.bits(3); // video format
  const fullRange = bits.flag();
  if (!bits.flag()) return { ...UNKNOWN_COLOUR, fullRange };
  return { fullRange, primaries: bits.bits(8), transfer: bits.bits(8), matrix: bits.bits(8) };
}
