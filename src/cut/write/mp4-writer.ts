import { closeSync, openSync } from 'node:fs';
import { box, u32, u64s } from '../../formats/isobmff/write-box.js';
import {
  fileTypeBox,
  maxMovieBytes,
  movieBox,
  type Track,
} from '../../formats/isobmff/write-movie.js';
import { type Sample, SampleTable } from '../../formats/isobmff/write-sample-table.js';
import { writeAll } from './write-all.js';

/** A track to write, and the most that there will be of it. */
export interface NewTrack extends Omit<Track, 'table'> {
  maxSamples: number;
  maxChunks: number;
}

const BOX_HEADER_BYTES = 8;
const LONG_HEADER_BYTES = 16;

/**
 * Writes an MP4 with its index first, in one pass and without keeping any sample: space for the index is
 * left at the beginning, and what is not needed of it becomes a `free` box.
 */
export class Mp4Writer {
  private readonly descriptor: number;
  private readonly tracks: Track[];
  private readonly head: Buffer;
  private readonly mediaStart: number;
  private position: number;

  /**
   * Creates the file, or empties it.
   *
   * @param brands further ones of the file, for the codecs of its tracks
   */
  constructor(path: string, tracks: readonly NewTrack[], brands: readonly string[]) {
    this.head = fileTypeBox(brands);
    this.tracks = tracks.map(({ maxSamples, ...track }) => ({
      ...track,
      table: new SampleTable(track.timescale, maxSamples),
    }));
    const index = tracks.reduce(
      (sum, { maxSamples, maxChunks }) => sum + SampleTable.maxBytes(maxSamples, maxChunks),
      maxMovieBytes(tracks),
    );
    this.mediaStart = this.head.length + index + BOX_HEADER_BYTES;
    this.position = this.mediaStart + LONG_HEADER_BYTES;
    this.descriptor = openSync(path, 'w');
  }

  /** Writes samples of one track together, in decode order. */
  writeChunk(track: number, samples: readonly Sample[]): void {
    if (samples.length === 0) return;
    this.tracks[track]!.table.addChunk(this.position, samples);
    const data = samples.map((sample) => sample.data);
    this.position += writeAll(this.descriptor, data, this.position);
  }

  /** Writes the index; then the file can be played. */
  finish(): void {
    const movie = movieBox(this.tracks);
    const free = this.mediaStart - this.head.length - movie.length;
    // A `free` box cannot be shorter than its header.
    if (free < BOX_HEADER_BYTES)
      throw new RangeError('the index is longer than the space left for it');
    const length = u64s([this.position - this.mediaStart]);
    const media = Buffer.concat([u32(1), Buffer.from('mdat', 'latin1'), length]);
    const parts = [this.head, movie, box('free', Buffer.alloc(free - BOX_HEADER_BYTES)), media];
    writeAll(this.descriptor, parts, 0);
  }

  close(): void {
    closeSync(this.descriptor);
  }
}
