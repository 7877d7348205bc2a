import { readEdits } from '../../formats/isobmff/facts/edits.js';
import { isUnusual, Unusual } from '../../formats/unusual.js';
import { type IsoBox, isoBoxes } from '../../formats/isobmff/box.js';
import { box } from '../../formats/isobmff/write-box.js';
import { type SampleTables, tablesOf } from './sample-tables.js';
import { samplesAround, type SampleWindow } from './samples-around.js';
import type { SourceFile } from './source-file.js';
import { Table } from './table.js';

/** A stretch of a source, in seconds from its first frame. */
export interface Span {
  from: number;
  to: number;
}

/** The index of an MP4 made anew, and the one in whose place it stands. */
export interface WindowIndex {
  /** `moov`. */
  old: IsoBox;
  bytes: Buffer;
}

/** A day of sound takes half of that. */
const MAX_TABLE_BYTES = 64 * 1024 * 1024;

/** The clocks of picture and sound, edits and reordering may move a window by this much, in seconds. */
const MARGIN_SECONDS = 10;

/**
 * The index of an ordinary MP4 or QuickTime file without the samples that cutting `span` does not need:
 * that of hours takes the library that reads it half a second and a hundred megabytes. Null where it is
 * not worth it, or anything is out of the ordinary.
 *
 * @param minBytes of the index for it to be worth it
 */
export function windowIndex(file: SourceFile, size: number, span: Span, minBytes: number) {
  try {
    return new Reader(file, size).read(span, minBytes);
  } catch (error) {
    if (isUnusual(error)) return null;
    throw error;
  }
}

class Reader {
  constructor(
    private readonly file: SourceFile,
    private readonly size: number,
  ) {}

  read(span: Span, minBytes: number): WindowIndex | null {
    const top = this.boxes(0, this.size);
    const moov = one(top, 'moov');
    const last = top.at(-1)!;
    // What follows has to be found there: a box that reaches beyond the end, or to it, would hide it.
    if (last.end !== this.size || this.u32(last.start) === 0) throw new Unusual();
    if (moov.end - moov.start < minBytes || top.some(({ type }) => type === 'moof')) return null;
    const inside = this.boxes(moov.content, moov.end);
    if (inside.some(({ type }) => type === 'mvex')) return null;
    const units = this.timescale(one(inside, 'mvhd'));
    const parts = inside.flatMap((part) => {
      if (part.type !== 'trak') return [this.bytes(part.start, part.end)];
      const track = this.track(part, span, units);
      return track ? [track] : [];
    });
    return { old: moov, bytes: box('moov', ...parts) };
  }

  /** Null for what is neither picture nor sound. */
  private track(trak: IsoBox, span: Span, units: number): Buffer | null {
    const inside = this.boxes(trak.content, trak.end);
    const media = one(inside, 'mdia');
    const parts = this.boxes(media.content, media.end);
    const handler = one(parts, 'hdlr').content;
    const kind = this.bytes(handler + 8, handler + 12).toString('latin1');
    if (kind !== 'vide' && kind !== 'soun') return null;
    const timescale = this.timescale(one(parts, 'mdhd'));
    const origin = this.origin(inside, timescale, units);
    const window = {
      shown: origin * timescale,
      from: (span.from - MARGIN_SECONDS + origin) * timescale,
      to: (span.to + MARGIN_SECONDS + origin) * timescale,
    };
    const shrunk = (part: IsoBox): Buffer => {
      if (part.type === 'stbl') return this.table(part, window);
      if (!['mdia', 'minf'].includes(part.type)) return this.bytes(part.start, part.end);
      return box(part.type, ...this.boxes(part.content, part.end).map(shrunk));
    };
    return box('trak', ...inside.map(shrunk));
  }

  /** Decode time of what is shown at the start of the file, in seconds; less where it is shown late. */
  private origin(inside: readonly IsoBox[], timescale: number, units: number): number {
    const list = inside.find(({ type }) => type === 'edts');
    if (!list) return 0;
    const elst = one(this.boxes(list.content, list.end), 'elst');
    const edits = readEdits(this.bytes(elst.content, elst.end));
    const delay = edits.length === 2 ? edits[0]!.duration / units : 0;
    if (delay > MARGIN_SECONDS / 2) throw new Unusual();
    return (edits.at(-1)?.mediaTime ?? 0) / timescale;
  }

  private table(stbl: IsoBox, window: SampleWindow): Buffer {
    const inside = this.boxes(stbl.content, stbl.end);
    const find = (type: string): Table | null => {
      const found = inside.find((part) => part.type === type);
      if (!found) return null;
      const from = found.content + 4;
      const length = Math.min(found.end - from, MAX_TABLE_BYTES);
      return new Table((start, end) => this.bytes(from + start, from + end), length);
    };
    const needed = (type: string): Table => find(type) ?? unusual();
    const long = find('co64');
    const ctts = inside.find(({ type }) => type === 'ctts');
    const tables: SampleTables = {
      ...{ stts: needed('stts'), stsz: needed('stsz'), stsc: needed('stsc') },
      ...{ ctts: find('ctts'), stss: find('stss') },
      version: ctts ? this.bytes(ctts.content, ctts.content + 1)[0]! : 0,
      ...{ offsets: long ?? needed('stco'), long: long !== null },
    };
    // One size for all is that of uncompressed sound, whose samples are read by the chunk.
    if (tables.stsz.u32(0) !== 0) throw new Unusual();
    const description = one(inside, 'stsd');
    const ranges = samplesAround(tables, window);
    return box('stbl', this.bytes(description.start, description.end), ...tablesOf(tables, ranges));
  }

  /** Of `mvhd` and `mdhd`, which begin alike (8.2.2, 8.4.2). */
  private timescale({ content }: IsoBox): number {
    const isLong = this.bytes(content, content + 1)[0] === 1;
    return this.u32(content + (isLong ? 20 : 12)) || unusual();
  }

  private boxes(from: number, to: number): IsoBox[] {
    const boxes = [...isoBoxes((start, end) => this.bytes(start, end), from, to)];
    if (boxes.some(({ end }) => end > to)) throw new Unusual();
    return boxes;
  }

  private u32(at: number): number {
    return this.bytes(at, at + 4).readUInt32BE(0);
  }

  private bytes(start: number, end: number): Buffer {
    if (end - start > MAX_TABLE_BYTES) throw new Unusual();
    return this.file.read(start, end);
  }
}

function one(boxes: readonly IsoBox[], type: string): IsoBox {
  const [found, ...more] = boxes.filter((candidate) => candidate.type === type);
  if (!found || more.length > 0) throw new Unusual();
  return found;
}

function unusual(): never {
  throw new Unusual();
}
