import type { ByteReader } from '../../byte-reader.js';
import { findBackwards } from '../../find-backwards.js';
import { ordinary } from '../../unusual.js';
import { boxAt, type IsoBox, walkBoxes } from '../boxes.js';

/** Boxes that files in fragments hold at the top, after `moov` (8.8, 8.16; ISO/IEC 23009-1 for `emsg`). */
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
/** Of what looks like a fragment and is none: bytes of a picture, and the one that is not whole. */
const MAX_MISTAKES = 16;
/** Behind a fragment; each of the last few is walked through from its beginning. */
const MAX_BOXES = 64;

/** The fragments' `moof` boxes from the first on, in order. */
export async function* fragmentsFrom(reader: ByteReader, first: IsoBox): AsyncGenerator<IsoBox> {
  for await (const box of walkBoxes(reader, first.start, reader.size)) {
    if (box.type === 'moof') yield box;
  }
}

/**
 * The same from the last one back to the first, without walking there: a `moof` is looked for in the
 * bytes before the end, and taken for one if a row of boxes leads from it to the end. One whose data is
 * not all there is left out (a recorder is writing it, or crashed over it).
 */
export async function* fragmentsFromEnd(reader: ByteReader, first: IsoBox): AsyncGenerator<IsoBox> {
  let mistakes = 0;
  for await (const start of findBackwards(reader, MOOF, first.start + 4)) {
    const fragment = await fragmentAt(reader, start - 4);
    if (fragment) yield fragment;
    else ordinary(++mistakes <= MAX_MISTAKES);
  }
}

/** The fragment that begins at `start`; null where there is none, or its data is not all there. */
async function fragmentAt(reader: ByteReader, start: number): Promise<IsoBox | null> {
  const moof = await boxAt(reader, start, reader.size);
  ordinary(moof !== null);
  let hasData = false;
  let at = moof.end;
  for (let count = 0; at + 8 <= reader.size; count++) {
    const box = await boxAt(reader, at, reader.size);
    ordinary(box !== null);
    if (!TOP.includes(box.type) || count === MAX_BOXES) return null;
    if (box.end > reader.size) break;
    if (box.type === 'moof' && !hasData) return null;
    hasData ||= box.type === 'mdat';
    at = box.end;
  }
  return hasData ? moof : null;
}
