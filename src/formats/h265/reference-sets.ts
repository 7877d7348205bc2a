import type { BitReader } from '../bit-reader.js';

const MAX_SETS = 64;
const MAX_PICTURES = 16;

/** Skips the short-term reference picture sets of a sequence parameter set (ITU-T H.265, 7.3.7). */
export function skipReferenceSets(bits: BitReader): void {
  const count = Math.min(bits.unsigned(), MAX_SETS);
  let pictures = 0;
  for (let i = 0; i < count; i++) {
    const isPredicted = i > 0 && bits.flag();
    pictures = isPredicted ? skipPredicted(bits, pictures) : skipListed(bits);
  }
}

/**
 * @param before how many pictures the set before has
 * @returns how many this one has
 */
function skipPredicted(bits: BitReader, before: number): number {
  bits.flag(); // sign
  bits.unsigned(); // distance
  let pictures = 0;
  for (let i = 0; i <= before; i++) {
    const isUsed = bits.flag();
    if (isUsed || bits.flag()) pictures++;
  }
  return Math.min(pictures, MAX_PICTURES);
}

function skipListed(bits: BitReader): number {
  const pictures = Math.min(bits.unsigned() + bits.unsigned(), MAX_PICTURES);
  for (let i = 0; i < pictures; i++) {
    bits.unsigned(); // distance
    bits.flag(); // used by the current picture
  }
  return pictures;
}
