import type { BlockingReader } from '../byte-reader.js';
import { shownSeconds } from '../hole.js';
import { u32, u64s } from './write-box.js';
import { fileTypeBox, movieBox, UNTURNED, type Track } from './write-movie.js';
import { SampleTable } from './write-sample-table.js';

/** A packet of any container: where it lies in the file, and when it is shown. */
export interface ViewedPacket {
  readonly start: number;
  readonly size: number;
  readonly seconds: number;
  readonly isKey: boolean;
}

/** A track of any container, with its sample entry. */
export interface ViewedTrack extends Pick<Track, 'kind' | 'entry' | 'width' | 'height'> {
  /** At least one, in decode order; none is shown before the clock's 0. */
  readonly packets: readonly ViewedPacket[];
}

/** Every rate that counts milliseconds divides it. */
const TIMESCALE = 90_000;
/** So many of the last packets show how long the last one lasts. */
const LAST_PACKETS = 16;

/**
 * A file of another format as an MP4, for a library that does not know the format: its bytes are the media data,
 * and the index gives the place of each packet. Nothing is copied.
 */
export class MovieView implements BlockingReader {
  readonly size: number;
  private readonly before: Buffer;
  private readonly index: Buffer;

  constructor(
    private readonly file: BlockingReader,
    tracks: readonly ViewedTrack[],
  ) {
    const type = fileTypeBox([]);
    const length = LONG_HEADER_BYTES + file.size;
    const media = [u32(1), Buffer.from('mdat', 'latin1'), u64s([length])];
    this.before = Buffer.concat([type, ...media]);
    this.index = movieBox(tracks.map((track) => written(track, this.before.length)));
    this.size = this.before.length + file.size + this.index.length;
  }

  bytes(start: number, length: number): Buffer {
    const { before, file, index } = this;
    const end = start + length;
    const from = start - before.length;
    if (from >= 0 && end <= before.length + file.size) return file.bytes(from, length);
    const [first, last] = [Math.max(0, from), Math.min(end - before.length, file.size)];
    return Buffer.concat([
      before.subarray(start, end),
      last > first ? file.bytes(first, last - first) : Buffer.alloc(0),
      index.subarray(Math.max(0, from - file.size), Math.max(0, end - before.length - file.size)),
    ]);
  }
}

const LONG_HEADER_BYTES = 16;

function written({ packets, ...track }: ViewedTrack, offset: number): Track {
  const table = new SampleTable(TIMESCALE, packets.length);
  const delaySeconds = packets.reduce((least, { seconds }) => Math.min(least, seconds), Infinity);
  const times = packets
    .slice(-LAST_PACKETS)
    .map(({ seconds }) => seconds)
    .sort((a, b) => a - b);
  const duration = shownSeconds(times, times.length - 1, 0);
  for (const { start, size, seconds, isKey } of packets) {
    const sample = { time: seconds - delaySeconds, duration, isKey, data: { length: size } };
    table.addChunk(offset + start, [sample]);
  }
  return { ...track, timescale: TIMESCALE, matrix: UNTURNED, delaySeconds, table };
}
