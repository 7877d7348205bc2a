import { nalType, NalType } from './nal.js';
import { readSliceStart, type Sps } from './sps.js';

/** What a slice says of when its picture is shown: as it is decoded, or by a count whose last bits it has. */
export type PictureOrder = 'as decoded' | CountedOrder;

interface CountedOrder {
  readonly isIdr: boolean;
  /** Whether the counts that follow build on this one. */
  readonly isReference: boolean;
  readonly low: number;
  /** The count without its last bits is a multiple of it. */
  readonly range: number;
}

/** The most bits that a slice has of a count (7.4.2.1.1). */
const MAX_BITS = 16;

/** Null for fields, and where only a sum over all pictures gives the count (type 1). */
export function pictureOrderOf(slice: Uint8Array, sps: Sps): PictureOrder | null {
  const { type, bits } = sps.pictureOrder;
  const { isField, rest } = readSliceStart(slice, sps);
  if (isField) return null;
  if (type === 2) return 'as decoded';
  if (type !== 0 || bits > MAX_BITS) return null;
  const isIdr = nalType(slice) === NalType.idr;
  if (isIdr) rest.unsigned(); // its id
  const isReference = (slice[0]! & 0x60) !== 0;
  return { isIdr, isReference, low: rest.bits(bits), range: 2 ** bits };
}

/** Whether pictures, in the order in which they are decoded, are shown in that order (8.2.1.1). */
export function isShownAsDecoded(orders: Iterable<PictureOrder | null>): boolean {
  let reference = 0;
  let last = -Infinity;
  for (const order of orders) {
    if (order === null) return false;
    if (order === 'as decoded') continue;
    const { isIdr, isReference, low, range } = order;
    const isFirst = isIdr || last === -Infinity;
    const count = isFirst ? low : nearest(reference, low, range);
    if (!isFirst && count <= last) return false;
    last = count;
    if (isFirst || isReference) reference = count;
  }
  return true;
}

/** The number with these last bits that is the nearest to another. */
function nearest(to: number, low: number, range: number): number {
  const number = Math.floor(to / range) * range + low;
  if (number < to && to - number >= range / 2) return number + range;
  return number > to && number - to > range / 2 ? number - range : number;
}
