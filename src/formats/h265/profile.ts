import type { BitReader } from '../bit-reader.js';

/** Profile, tier and level of a sequence (ITU-T H.265, 7.3.3). */
export interface Profile {
  space: number;
  /** 0 main, 1 high. */
  tier: number;
  /** 1 Main, 2 Main 10; annex A has the others. */
  profile: number;
  /** Bit 31 − n says that profile n can decode it, too. */
  compatibility: number;
  /** Six bytes of constraints. */
  constraints: readonly number[];
  /** Thirty times the level's number. */
  level: number;
}

const SUB_LAYER_PROFILE_BITS = 88;
const SUB_LAYER_LEVEL_BITS = 8;
const MAX_SUB_LAYERS = 8;

/** @param subLayers how many temporal sub-layers there are, less one */
export function readProfile(bits: BitReader, subLayers: number): Profile {
  const space = bits.bits(2);
  const tier = bits.bits(1);
  const profile = bits.bits(5);
  const compatibility = bits.bits(32);
  const constraints = Array.from({ length: 6 }, () => bits.bits(8));
  const level = bits.bits(8);
  const present = Array.from({ length: subLayers }, () => [bits.flag(), bits.flag()]);
  if (subLayers > 0) bits.skip(2 * (MAX_SUB_LAYERS - subLayers));
  for (const [hasProfile, hasLevel] of present) {
    if (hasProfile) bits.skip(SUB_LAYER_PROFILE_BITS);
    if (hasLevel) bits.skip(SUB_LAYER_LEVEL_BITS);
  }
  return { space, tier, profile, compatibility, constraints, level };
}

/** Whether decoders of a profile can decode it. */
export function isOfProfile({ profile, compatibility }: Profile, wanted: number): boolean {
  return profile === wanted || Math.floor(compatibility / 2 ** (31 - wanted)) % 2 === 1;
}
