import type { ByteReader } from '../byte-reader.js';
import { walkBoxes } from './boxes.js';
import { FIRST_BOXES } from './signature.js';

const HEADER_BYTES = 8;

/**
 * How much of a file can be read: all of it, except for a fragment at its end that is not complete (a
 * recorder is writing it, or crashed while it did). Readers would reject the whole file because of it.
 */
export async function readableSize(reader: ByteReader): Promise<number> {
  const { size } = reader;
  let lastFragment: number | null = null;
  let end = 0;
  for await (const box of walkBoxes(reader, 0, size)) {
    if (box.start === 0 && !FIRST_BOXES.includes(box.type)) return size;
    if (box.type === 'moof') lastFragment = box.start;
    if (box.end > size) return lastFragment ?? (box.type === 'mdat' ? size : box.start);
    if (box.type === 'mdat') lastFragment = null;
    end = box.end;
  }
  return lastFragment ?? (size - end < HEADER_BYTES ? end : size);
}
