import { ordinary } from '../unusual.js';

/** An element of EBML (RFC 8794, 6). Positions in bytes. */
export interface Element {
  readonly id: number;
  /** Where its content begins. */
  readonly content: number;
  /** Null: not known, while it is being written (6.2). */
  readonly size: number | null;
}

/** As many bytes as the longest header of an element has: id and size. */
export const ELEMENT_HEADER_BYTES = 12;

/** The element whose header begins at `at` of the bytes; throws `Unusual` or a RangeError. */
export function elementAt(bytes: Buffer, at = 0): Element {
  const idLength = lengthAt(bytes, at, 4);
  const sizeAt = at + idLength;
  const sizeLength = lengthAt(bytes, sizeAt, 8);
  return {
    id: bytes.readUIntBE(at, idLength),
    content: sizeAt + sizeLength,
    size: readSize(bytes, sizeAt, sizeLength),
  };
}

/** As many bytes as have their upper bit unset before the first that is set (RFC 8794, 4). */
function lengthAt(bytes: Buffer, at: number, most: number): number {
  const length = Math.clz32(bytes.readUInt8(at)) - 23;
  ordinary(length <= most);
  return length;
}

/** Up to eight bytes, more than a plain number can represent; all ones: unknown (RFC 8794, 6.2). */
function readSize(bytes: Buffer, at: number, length: number): number | null {
  ordinary(at + length <= bytes.length);
  let size = 0n;
  for (const byte of bytes.subarray(at, at + length)) size = size * 256n + BigInt(byte);
  const values = 2n ** BigInt(7 * length);
  return size === 2n * values - 1n ? null : Number(size - values);
}

/** An ordinary master element has a few dozen. */
const MAX_CHILDREN = 1024;

/** The elements that fill a master element, by id; all of them have to be complete. */
export function childrenOf(bytes: Buffer): ReadonlyMap<number, readonly Buffer[]> {
  const found = new Map<number, Buffer[]>();
  let count = 0;
  for (let at = 0; at < bytes.length;) {
    const { id, content, size } = elementAt(bytes, at);
    ordinary(size !== null && content + size <= bytes.length);
    const child = bytes.subarray(content, content + size);
    const alike = found.get(id);
    if (alike) alike.push(child);
    else found.set(id, [child]);
    ordinary(++count <= MAX_CHILDREN);
    at = content + size;
  }
  return found;
}

/** An unsigned integer (7.2) of up to six bytes, which is enough for footage. */
export function readUnsigned(bytes: Buffer): number {
  ordinary(bytes.length <= 6 || bytes.readUIntBE(0, bytes.length - 6) === 0);
  const low = bytes.subarray(-6);
  return low.length === 0 ? 0 : low.readUIntBE(0, low.length);
}

/** A float (7.3). */
export function readFloat(bytes: Buffer): number {
  if (bytes.length === 0) return 0;
  return bytes.length === 4 ? bytes.readFloatBE(0) : bytes.readDoubleBE(0);
}
