import { withoutEmulationPrevention } from '../nal-units.js';

/** Kinds of NAL unit (ITU-T H.265, table 7-1) that cutting distinguishes. */
export const NalType = {
  radlN: 6,
  raslR: 9,
  blaWithLeading: 16,
  blaWithDecodable: 17,
  blaAlone: 18,
  idrWithLeading: 19,
  idrAlone: 20,
  cra: 21,
  vps: 32,
  sps: 33,
  pps: 34,
  delimiter: 35,
  endOfBitstream: 37,
  prefixSei: 39,
  suffixSei: 40,
  firstUnspecified: 48,
} as const;

/** Bytes in front of the payload (7.3.1.2). */
const HEADER_BYTES = 2;
/** Pictures that all that follows them can be decoded from, with reserved ones. */
const [FIRST_IRAP, LAST_IRAP] = [16, 23];

export function nalType(nal: Uint8Array): number {
  return ((nal[0] ?? 0) >> 1) & 0x3f;
}

/** 0: the base layer. Other layers add a view or quality to it. */
export function layerOf(nal: Uint8Array): number {
  return (((nal[0] ?? 0) & 1) << 5) | ((nal[1] ?? 0) >> 3);
}

/** Whether the NAL unit is a slice of a picture of the base layer. */
export function isSlice(nal: Uint8Array): boolean {
  const type = nalType(nal);
  const isKnown = type <= NalType.raslR || (isRandomAccess(nal) && type <= NalType.cra);
  return isKnown && layerOf(nal) === 0 && nal.length > HEADER_BYTES;
}

/** By its type, an intra random access point (IRAP). */
export function isRandomAccess(nal: Uint8Array): boolean {
  const type = nalType(nal);
  return type >= FIRST_IRAP && type <= LAST_IRAP;
}

export function headerOf(nal: Uint8Array): Uint8Array {
  return nal.subarray(0, HEADER_BYTES);
}

/** The payload without its header and its emulation prevention bytes (7.3.1.1). */
export function payloadOf(nal: Uint8Array): Uint8Array {
  return withoutEmulationPrevention(nal.subarray(HEADER_BYTES));
}
