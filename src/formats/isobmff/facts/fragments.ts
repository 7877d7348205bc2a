import type { ByteReader } from '../../byte-reader.js';
import { findBackwards } from '../../find-backwards.js';
import { ordinary } from '../../unusual.js';
import { boxAt, type IsoBox, walkBoxes } from '../boxes.js';

/** Top-level boxes of fragmented files after `moov` (8.8, 8.16; ISO/IEC 23009-1 for `emsg`). */
const TOP = [
  'moof',
  'mdat',
  'styp',
  'sidx',
  'ssix',
  'prft',
  'emsg',
  'free',
  'skip',
  'uuid',
  'mfra',
];
const MOOF = Buffer.from('moof', 'latin1');
/** Places that look like a fragment and are none: bytes of a picture, and an incomplete fragment. */
const MAX_MISTAKES = 16;
/** After a fragment, up to the next one or the end of the file. */
const MAX_BOXES = 64;

/** The fragments' `moof` boxes in order. */
export async function* fragmentsFrom(reader: ByteReader, first: IsoBox): AsyncGenerator<IsoBox> {
  for await (const box of walkBoxes(reader, first.start, reader.size)) {
    if (box.type === 'moof') yield box;
  }
}

/**
 * The same from the last one to the first, without reading all boxes before it: the bytes before the end
 * are searched for `moof`, which counts if a row of boxes leads from it to the fragment after it, or to the
 * end. A fragment with incomplete data is left out (a recorder is writing it, or crashed while it did).
 */
export async function* fragmentsFromEnd(reader: ByteReader, first: IsoBox): AsyncGenerator<IsoBox> {
  let mistakes = 0;
  let end = reader.size;
  for await (const start of findBackwards(reader, MOOF, first.start + 4)) {
    const fragment = await fragmentAt(reader, start - 4, end);
    if (fragment) {
      yield fragment;
      end = fragment.start;
    } else ordinary(++mistakes <= MAX_MISTAKES);
  }
}

/**
 * The fragment from `start` to `end`, where the next one or nothing follows; null where there is none, or its
 * data is incomplete.
 */
async function fragmentAt(reader: ByteReader, start: number, end: number): Promise<IsoBox | null> {
  const moof = await boxAt(reader, start, reader.size);
  ordinary(moof !== null);
  let hasData = false;
  let at = moof.end;
  for (let count = 0; at + 8 <= end; count++) {
    const box = await boxAt(reader, at, reader.size);
    ordinary(box !== null);
    if (!TOP.includes(box.type) || count === MAX_BOXES) return null;
    if (box.end > end) break;
    if (box.type === 'moof' && !hasData) return null;
    hasData ||= box.type === 'mdat';
    at = box.end;
  }
  return hasData && (at === end || end === reader.size) ? moof : null;
}
