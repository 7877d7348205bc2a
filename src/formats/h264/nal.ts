import { withoutEmulationPrevention } from '../nal-units.js';

/** Kinds of NAL unit (ITU-T H.264, table 7-1) that cutting distinguishes. */
export const NalType = { slice: 1, idr: 5, sei: 6, sps: 7, pps: 8, delimiter: 9 } as const;

export function nalType(nal: Uint8Array): number {
  return (nal[0] ?? 0) & 0x1f;
}

/** The payload without its header byte and its emulation prevention bytes (7.4.1). */
export function payloadOf(nal: Uint8Array): Uint8Array {
  return withoutEmulationPrevention(nal.subarray(1));
}
