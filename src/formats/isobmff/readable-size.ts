import type { ByteReader } from '../byte-reader.js';
import { ordinary } from '../unusual.js';
import { boxOf, LONG_HEADER_BYTES } from './boxes.js';
import { FIRST_BOXES } from './signature.js';

const HEADER_BYTES = 8;
/** A day in fragments of half a second has 700,000, with four boxes for each. */
const MAX_BOXES = 1_000_000;
/** Boxes that lie so close together are read together. Those of fragments are longer. */
const NEAR_BYTES = 256;
const PAGE_BYTES = 16 * 1024;

/**
 * How much of a file can be read: all of it, except for a fragment at its end that is not complete (a
 * recorder is writing it, or crashed while it did). Readers would reject the whole file because of it.
 *
 * @throws Unusual where it has more boxes than a recording has
 */
export async function readableSize(reader: ByteReader): Promise<number> {
  const { size } = reader;
  let lastFragment: number | null = null;
  let end = 0;
  let page: Buffer = Buffer.alloc(0);
  let pageStart = 0;
  for (let count = 0; ; count++) {
    const at = end - pageStart;
    const length = Math.min(LONG_HEADER_BYTES, size - end);
    if (at + length > page.length) {
      const isNear = end > 0 && at < Math.max(NEAR_BYTES, page.length + NEAR_BYTES);
      page = await reader.bytes(end, isNear ? Math.min(PAGE_BYTES, size - end) : length);
      pageStart = end;
    }
    const header = page.subarray(end - pageStart, end - pageStart + length);
    const box = boxOf(header, end, size);
    if (!box) break;
    ordinary(count < MAX_BOXES);
    if (box.start === 0 && !FIRST_BOXES.includes(box.type)) return size;
    if (box.type === 'moof') lastFragment = box.start;
    if (box.end > size) return lastFragment ?? (box.type === 'mdat' ? size : box.start);
    if (box.type === 'mdat') lastFragment = null;
    end = box.end;
  }
  return lastFragment ?? (size - end < HEADER_BYTES ? end : size);
}
