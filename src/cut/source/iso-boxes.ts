import { type IsoBox, isoBoxes } from '../../formats/isobmff/box.js';
import type { SourceFile } from './source-file.js';

function boxesIn(file: SourceFile, from: number, to: number): Generator<IsoBox> {
  return isoBoxes((start, end) => file.read(start, end), from, to);
}

const FIRST_BOXES = [
  'ftyp',
  'styp',
  'moov',
  'moof',
  'mdat',
  'free',
  'skip',
  'wide',
  'sidx',
  'pnot',
];

/**
 * How much of a file can be read: all of it, but for a fragment at the end of an MP4 that is not whole
 * (a recorder is writing it, or crashed over it), since readers reject the file for its sake.
 */
export function readableSize(file: SourceFile): number {
  let lastFragment: number | null = null;
  let end = 0;
  for (const box of boxesIn(file, 0, file.size)) {
    if (box.start === 0 && !FIRST_BOXES.includes(box.type)) return file.size;
    if (box.type === 'moof') lastFragment = box.start;
    if (box.end > file.size) return lastFragment ?? (box.type === 'mdat' ? file.size : box.start);
    if (box.type === 'mdat') lastFragment = null;
    end = box.end;
  }
  return lastFragment ?? (file.size - end < 8 ? end : file.size);
}

/**
 * Whether a track has more than one sample description (8.5.2): its codec or parameters change inside
 * the file, which readers that look at the first one alone do not notice.
 */
export function hasSeveralDescriptions(file: SourceFile, size: number): boolean {
  const path = ['moov', 'trak', 'mdia', 'minf', 'stbl', 'stsd'];
  return search(file, 0, size, path, (stsd) => {
    const count = file.read(stsd.content + 4, stsd.content + 8).readUInt32BE(0);
    return count > 1;
  });
}

function search(
  file: SourceFile,
  from: number,
  to: number,
  [type, ...rest]: string[],
  test: (box: IsoBox) => boolean,
): boolean {
  for (const box of boxesIn(file, from, to)) {
    if (box.type !== type || box.end > to) continue;
    if (rest.length ? search(file, box.content, box.end, rest, test) : test(box)) return true;
  }
  return false;
}
