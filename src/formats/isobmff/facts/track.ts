import type { ByteReader } from '../../byte-reader.js';
import { ordinary } from '../../unusual.js';
import { all, type Boxes, contentOf, has, inside, type IsoBox, one } from '../boxes.js';
import { type Edit, readEdits } from './edits.js';
import { readTimescale, readTrackHeader } from './headers.js';
import { onlyEntry } from './sample-entry.js';

export interface Track {
  readonly kind: 'vide' | 'soun';
  readonly id: number;
  /** Its number among the file's streams. */
  readonly index: number;
  readonly rotation: number;
  /** Units a second of all its times. */
  readonly timescale: number;
  readonly edits: readonly Edit[];
  /** Its only sample entry. */
  readonly entry: IsoBox;
  /** Its sample tables. */
  readonly table: Boxes;
}

/** The tracks of a movie: one of video, and perhaps one of audio. */
export async function readTracks(reader: ByteReader, moov: Boxes): Promise<Track[]> {
  const tracks: Track[] = [];
  for (const [index, trak] of all(moov, 'trak').entries()) {
    ordinary(index < 2);
    tracks.push(await readTrack(reader, trak, index));
  }
  ordinary(tracks.filter(({ kind }) => kind === 'vide').length === 1);
  ordinary(tracks.filter(({ kind }) => kind === 'soun').length <= 1);
  return tracks;
}

async function readTrack(reader: ByteReader, trak: IsoBox, index: number): Promise<Track> {
  const boxes = await inside(reader, trak);
  const media = await inside(reader, one(boxes, 'mdia'));
  const table = await inside(reader, one(await inside(reader, one(media, 'minf')), 'stbl'));
  const kind = (await contentOf(reader, one(media, 'hdlr'))).toString('latin1', 8, 12);
  ordinary(kind === 'vide' || kind === 'soun');
  return {
    ...{ kind, index },
    ...readTrackHeader(await contentOf(reader, one(boxes, 'tkhd'))),
    timescale: readTimescale(await contentOf(reader, one(media, 'mdhd'))),
    edits: await editsOf(reader, boxes),
    entry: await onlyEntry(reader, one(table, 'stsd')),
    table,
  };
}

async function editsOf(reader: ByteReader, trak: Boxes): Promise<Edit[]> {
  if (!has(trak, 'edts')) return [];
  const list = one(await inside(reader, one(trak, 'edts')), 'elst');
  return readEdits(await contentOf(reader, list));
}
