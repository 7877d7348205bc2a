import { nalType, NalType } from './nal.js';
import type { Profile } from './profile.js';
import { parseSps } from './sps.js';

/** The decoder configuration that MP4 and Matroska keep (ISO/IEC 14496-15, 8.3.3.1: `hvcC`). */
export interface HevcConfiguration {
  /** Bytes of each NAL unit's length: 1, 2 or 4. */
  lengthSize: number;
  /** VPS, SPS and PPS, in the order that they have there. */
  sets: Uint8Array[];
}

const SET_TYPES: readonly number[] = [NalType.vps, NalType.sps, NalType.pps];
const ARRAYS_AT = 22;

/** Null where the bytes are no such configuration. */
export function parseHvcc(bytes: Uint8Array): HevcConfiguration | null {
  if (bytes.length <= ARRAYS_AT || bytes[0] !== 1) return null;
  const sets: Uint8Array[] = [];
  let at = ARRAYS_AT;
  const u16 = () => {
    at += 2;
    return ((bytes[at - 2] ?? 0) << 8) | (bytes[at - 1] ?? 0);
  };
  for (let arrays = bytes[at++]!; arrays > 0; arrays--) {
    at += 1; // type, which the units have themselves
    for (let units = u16(); units > 0; units--) {
      const length = u16();
      if (at + length > bytes.length) return null;
      const nal = bytes.slice(at, at + length);
      if (SET_TYPES.includes(nalType(nal))) sets.push(nal);
      at += length;
    }
  }
  return { lengthSize: (bytes[21]! & 3) + 1, sets };
}

/** Units that are nowhere else (array_completeness), as in a sample entry of the type `hvc1`. */
const COMPLETE = 0x80;

/**
 * For 4:2:0 and lengths of four bytes. Profile, tier and level are the highest of the sets; what all of them keep to
 * is a constraint.
 */
export function buildHvcc(sets: readonly Uint8Array[]): Uint8Array {
  const all = sets.filter((nal) => nalType(nal) === NalType.sps).map(parseSps);
  const profile = highestOf(all.map((sps) => sps.profile));
  const { space, tier, profile: number, compatibility, constraints, level } = profile;
  const depth = (of: 'luma' | 'chroma') => Math.max(...all.map((sps) => sps.bitDepth[of])) - 8;
  const layers = Math.max(...all.map((sps) => sps.temporalLayers));
  const isNested = all.every((sps) => sps.isTemporallyNested);
  const arrays = SET_TYPES.flatMap((type) => {
    const units = sets.filter((nal) => nalType(nal) === type);
    const bytes = units.flatMap((nal) => [...u16(nal.length), ...nal]);
    return [COMPLETE | type, ...u16(units.length), ...bytes];
  });
  return Uint8Array.from([
    ...[1, (space << 6) | (tier << 5) | number, ...u32(compatibility), ...constraints, level],
    ...[0xf0, 0, 0xfc], // segmentation and parallelism: unknown
    ...[0xfc | 1, 0xf8 | depth('luma'), 0xf8 | depth('chroma')],
    ...[0, 0, (layers << 3) | (isNested ? 4 : 0) | 3], // rate: unknown
    ...[SET_TYPES.length, ...arrays],
  ]);
}

function highestOf(profiles: readonly Profile[]): Profile {
  const highest = (of: 'tier' | 'profile' | 'level') =>
    Math.max(...profiles.map((each) => each[of]));
  return {
    ...{ space: 0, tier: highest('tier'), profile: highest('profile'), level: highest('level') },
    compatibility: profiles.reduce((all, { compatibility }) => all & compatibility, -1) >>> 0,
    constraints: profiles
      .map(({ constraints }) => constraints)
      .reduce((all, each) => all.map((byte, i) => byte & each[i]!)),
  };
}

function u16(value: number): number[] {
  return [value >> 8, value & 0xff];
}

function u32(value: number): number[] {
  return [...u16(value >>> 16), ...u16(value & 0xffff)];
}
