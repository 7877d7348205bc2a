import { jpegSegments } from './jpeg-segments.js';

/** How a camera was held: Exif 2.32, 4.6.4 A. 1 is upright; from 5 on, the sides are swapped. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** The filters of FFmpeg that show a picture upright. */
export const TURNS: Readonly<Record<Orientation, readonly string[]>> = {
  1: [],
  2: ['hflip'],
  3: ['hflip', 'vflip'],
  4: ['vflip'],
  5: ['transpose=cclock_flip'],
  6: ['transpose=clock'],
  7: ['transpose=clock_flip'],
  8: ['transpose=cclock'],
};

export function swapsSides(orientation: Orientation): boolean {
  return orientation >= 5;
}

const APP1 = 0xe1;
const EXIF = 'Exif\0\0';
const TAG_ORIENTATION = 0x0112;
const ENTRY_BYTES = 12;

/** The orientation in the Exif data of a JPEG; 1 where these first bytes have none, or one that is damaged. */
export function jpegOrientation(head: Buffer): Orientation {
  try {
    for (const { marker, content } of jpegSegments(head)) {
      if (marker !== APP1 || !content.toString('latin1').startsWith(EXIF)) continue;
      return tiffOrientation(content.subarray(EXIF.length));
    }
  } catch {
    // A RangeError: the bytes end within the header.
  }
  return 1;
}

/** TIFF 6.0, section 2: a header of eight bytes, and a directory of entries. */
function tiffOrientation(tiff: Buffer): Orientation {
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const directory = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  const entries = short(directory);
  for (let i = 0; i < entries; i++) {
    const entry = directory + 2 + i * ENTRY_BYTES;
    if (short(entry) !== TAG_ORIENTATION) continue;
    const value = short(entry + 8);
    return value in TURNS ? (value as Orientation) : 1;
  }
  return 1;
}
