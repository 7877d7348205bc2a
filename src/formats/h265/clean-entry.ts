import { withEmulationPrevention } from '../nal-units.js';
import { isRandomAccess, isSlice, nalType, NalType, payloadOf } from './nal.js';

/** Drops pictures that were not shown yet (7.3.6.1). It follows a flag, at the beginning of the slice. */
const NO_OUTPUT_OF_PRIOR_PICTURES = 0x40;

/**
 * A slice of a random access point that follows other pictures than in its stream. A CRA picture only begins a
 * sequence of its own at the beginning of a stream; as a BLA picture it does everywhere (ITU-T H.265, 3.11 and
 * 7.4.2.2). And the pictures before it are all shown. Other NAL units, and what need not change, are returned as they
 * are.
 */
export function cleanEntry(nal: Uint8Array): Uint8Array {
  if (!isSlice(nal) || !isRandomAccess(nal)) return nal;
  const isCra = nalType(nal) === NalType.cra;
  const dropsPictures = (nal[2]! & NO_OUTPUT_OF_PRIOR_PICTURES) !== 0;
  if (!isCra && !dropsPictures) return nal;
  const header = isCra ? (nal[0]! & 0x81) | (NalType.blaWithLeading << 1) : nal[0]!;
  const payload = payloadOf(nal);
  payload[0] = payload[0]! & ~NO_OUTPUT_OF_PRIOR_PICTURES;
  return Buffer.concat([Uint8Array.of(header, nal[1]!), withEmulationPrevention(payload)]);
}
