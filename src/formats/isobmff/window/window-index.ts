import type { BlockingReader } from '../../byte-reader.js';
import type { FileSegment } from '../../demuxer.js';
import { ordinary, unlessUnusual, Unusual } from '../../unusual.js';
import { type Boxes, boxesIn, contentOf, has, inside, type IsoBox, one } from '../boxes.js';
import { readEdits } from '../facts/edits.js';
import { readTimescale } from '../facts/headers.js';
import { changesDescription, hasSeveral } from '../misreading.js';
import { box, fullBox, u32 } from '../write-box.js';
import { describe, type SegmentTicks } from './description.js';
import { MAX_TABLE_BYTES, sampleTables } from './read-tables.js';
import { tablesOf } from './sample-tables.js';
import { samplesAround, type SampleWindow } from './samples-around.js';

/** The index of an MP4 that was made for a window, and the one that it replaces. */
export interface WindowIndex {
  /** `moov`. */
  old: IsoBox;
  bytes: Buffer;
  /** Whether the file has several sample descriptions, of which the new index has one. */
  hasOtherSize: boolean;
}

interface Window extends SampleWindow {
  readonly segment: SegmentTicks;
}

/** The clocks of picture and sound, edits and reordering may move a window by this much, in seconds. */
const MARGIN_SECONDS = 10;

/**
 * The index of an ordinary MP4 or QuickTime file without the samples that are not needed to cut `segment`.
 * The library that reads it takes half a second and a hundred megabytes for the index of hours, and knows one sample
 * description for each track, which is therefore that of the segment. Null where the index is short and has one
 * description, and where anything is out of the ordinary.
 *
 * @param minBytes the length of an index from which on it is worth it
 */
export function windowIndex(
  reader: BlockingReader,
  segment: FileSegment,
  minBytes: number,
): Promise<WindowIndex | null> {
  return unlessUnusual(() => shortIndex(reader, segment, minBytes));
}

async function shortIndex(
  reader: BlockingReader,
  segment: FileSegment,
  minBytes: number,
): Promise<WindowIndex | null> {
  const top = await boxesIn(reader, 0, reader.size);
  const moov = one(top, 'moov');
  const last = top.at(-1)!;
  // The new index follows the last box: one without a length, or one that was cut short, would contain it.
  ordinary(last.end === reader.size && reader.bytes(last.start, 4).readUInt32BE(0) !== 0);
  const hasOtherSize = await changesDescription(reader);
  const isShort = moov.end - moov.start < minBytes && !hasOtherSize;
  if (isShort || has(top, 'moof')) return null;
  const parts = await inside(reader, moov);
  if (has(parts, 'mvex')) return null;
  const timescale = readTimescale(await contentOf(reader, one(parts, 'mvhd')));
  const written: Buffer[] = [];
  for (const part of parts) {
    const bytes =
      part.type === 'trak'
        ? await shortTrack(reader, part, segment, timescale)
        : copyOf(reader, part);
    if (bytes) written.push(bytes);
  }
  return { old: moov, bytes: box('moov', ...written), hasOtherSize };
}

/** Null for what is neither picture nor sound. */
async function shortTrack(
  reader: BlockingReader,
  trak: IsoBox,
  { fromSeconds, toSeconds }: FileSegment,
  movieTimescale: number,
): Promise<Buffer | null> {
  const parts = await inside(reader, trak);
  const media = await inside(reader, one(parts, 'mdia'));
  const kind = (await contentOf(reader, one(media, 'hdlr'), 12)).toString('latin1', 8);
  if (kind !== 'vide' && kind !== 'soun') return null;
  const timescale = readTimescale(await contentOf(reader, one(media, 'mdhd')));
  const origin = await originOf(reader, parts, timescale, movieTimescale);
  const window = {
    shownTicks: origin * timescale,
    fromTicks: (fromSeconds - MARGIN_SECONDS + origin) * timescale,
    toTicks: (toSeconds + MARGIN_SECONDS + origin) * timescale,
    segment: {
      origin: origin * timescale,
      from: fromSeconds * timescale,
      to: toSeconds * timescale,
    },
  };
  return box('trak', ...(await shortBoxes(reader, parts, window)));
}

/** All boxes as they are, except for the sample table among them or inside them. */
async function shortBoxes(reader: BlockingReader, boxes: Boxes, window: Window): Promise<Buffer[]> {
  const written: Buffer[] = [];
  for (const part of boxes) {
    if (part.type === 'stbl') written.push(await shortTable(reader, part, window));
    else if (['mdia', 'minf'].includes(part.type)) {
      const content = await shortBoxes(reader, await inside(reader, part), window);
      written.push(box(part.type, ...content));
    } else written.push(copyOf(reader, part));
  }
  return written;
}

/**
 * The decode time, in seconds, of what is shown at the start of the file. It is less where the track is
 * shown late.
 */
async function originOf(
  reader: BlockingReader,
  trak: Boxes,
  timescale: number,
  movieTimescale: number,
): Promise<number> {
  if (!has(trak, 'edts')) return 0;
  const list = one(await inside(reader, one(trak, 'edts')), 'elst');
  const edits = readEdits(await contentOf(reader, list));
  const delay = edits.length === 2 ? edits[0]!.duration / movieTimescale : 0;
  ordinary(delay <= MARGIN_SECONDS / 2);
  return (edits.at(-1)?.mediaTime ?? 0) / timescale;
}

async function shortTable(reader: BlockingReader, stbl: IsoBox, window: Window): Promise<Buffer> {
  const parts = await inside(reader, stbl);
  const tables = sampleTables(reader, parts);
  // One size for all samples means uncompressed sound, which is read in chunks.
  ordinary(tables.stsz.u32(0) === 0);
  const ranges = samplesAround(tables, window);
  const stsd = one(parts, 'stsd');
  if (!(await hasSeveral(reader, stsd))) {
    return box('stbl', copyOf(reader, stsd), ...tablesOf(tables, ranges));
  }
  const { description, isDescribed } = describe(tables, ranges, window.segment);
  const entry = (await boxesIn(reader, stsd.content + 8, stsd.end))[description - 1];
  ordinary(entry !== undefined);
  const described = fullBox('stsd', 0, 0, u32(1), copyOf(reader, entry));
  return box('stbl', described, ...tablesOf(tables, ranges, isDescribed));
}

function copyOf(reader: BlockingReader, { start, end }: IsoBox): Buffer {
  if (end - start > MAX_TABLE_BYTES) throw new Unusual();
  return reader.bytes(start, end - start);
}
