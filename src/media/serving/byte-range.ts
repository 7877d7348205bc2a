import { parse } from 'range-parser';
import type { ByteRange } from '../storage/clip-storage.js';

/** The bit by which `parse` marks a malformed header. */
const MALFORMED = 1;

/**
 * The ranges of a `Range` header (RFC 9110, 14.1.2) that can be served from `size` bytes, cut to what
 * exists; none means 416. Null for another unit or a malformed header, which are to be ignored.
 */
export function parseRange(header: string, size: number): readonly ByteRange[] | null {
  const { code, type, ranges } = parse(size, header);
  return type === 'bytes' && (code & MALFORMED) === 0 ? ranges : null;
}
