import { box, fullBox, u16, u32, u64s } from './write-box.js';
import type { SampleTable } from './write-sample-table.js';

export interface Track {
  kind: 'video' | 'audio';
  /** Ticks a second. */
  timescale: number;
  /** Its sample entry. */
  entry: Uint8Array;
  /** As shown, before the matrix; 0 for sound. */
  width: number;
  height: number;
  /** Turns the picture: the nine values of 8.2.2, as fractions. */
  matrix: readonly number[];
  /**
   * How long nothing is shown before it begins. Left out: it begins at once. It takes an edit list, which some
   * players ignore.
   */
  delaySeconds?: number;
  table: SampleTable;
}

/** Every common frame rate divides it. */
const TIMESCALE = 90_000;
const MAX_U32 = 0xffffffff;
/** The matrix of pictures that are shown as they are, and of sound. */
export const UNTURNED = [1, 0, 0, 0, 1, 0, 0, 0, 1];
const ENABLED_IN_MOVIE = 3;
/** In the place of a time of the track. */
const NOTHING = Buffer.alloc(8, 0xff);
const NORMAL_RATE = u32(0x10000);
const UNDETERMINED = 0x55c4;
const HANDLERS = { video: 'vide', audio: 'soun' };

/** The file type box: plain MP4 with signed composition offsets, and the brands of its codecs. */
export function fileTypeBox(brands: readonly string[]): Buffer {
  return box('ftyp', Buffer.from(`isom\0\0\x02\0isomiso4${brands.join('')}mp41`, 'latin1'));
}

/** The most bytes that `moov` can have beside the tracks' tables. */
export function maxMovieBytes(tracks: readonly Pick<Track, 'entry'>[]): number {
  return tracks.reduce((sum, { entry }) => sum + 512 + entry.length, 256);
}

/** `moov` (ISO/IEC 14496-12, 8.2), without a creation time, so that equal clips are equal files. */
export function movieBox(tracks: readonly Track[]): Buffer {
  const durations = tracks.map(({ table, timescale }) =>
    Math.round((table.duration / timescale) * TIMESCALE),
  );
  const [version, times] = header(Math.max(...durations), u32(TIMESCALE));
  return box(
    'moov',
    fullBox(
      'mvhd',
      version,
      0,
      times,
      u32(0x10000),
      u16(0x100),
      Buffer.alloc(10),
      matrixOf(UNTURNED),
      Buffer.alloc(24),
      u32(tracks.length + 1),
    ),
    ...tracks.map((track, i) => trackBox(track, i + 1, durations[i]!)),
  );
}

function trackBox(track: Track, id: number, duration: number): Buffer {
  const { kind, timescale, table } = track;
  const [version, times] = header(duration, u32(id, 0));
  const [mediaVersion, mediaTimes] = header(table.duration, u32(timescale));
  const volume = kind === 'audio' ? 0x100 : 0;
  return box(
    'trak',
    fullBox(
      'tkhd',
      version,
      ENABLED_IN_MOVIE,
      times,
      u32(0, 0),
      u16(0, 0, volume, 0),
      matrixOf(track.matrix),
      u32(Math.round(track.width * 0x10000), Math.round(track.height * 0x10000)),
    ),
    ...(track.delaySeconds ? [editBox(track.delaySeconds, duration)] : []),
    box(
      'mdia',
      fullBox('mdhd', mediaVersion, 0, mediaTimes, u16(UNDETERMINED, 0)),
      fullBox('hdlr', 0, 0, u32(0), Buffer.from(`${HANDLERS[kind]}${'\0'.repeat(13)}`, 'latin1')),
      mediaInformation(track),
    ),
  );
}

/** Nothing for a while, then all of the track (8.6.6). */
function editBox(delaySeconds: number, duration: number): Buffer {
  const delay = Math.round(delaySeconds * TIMESCALE);
  const rows = [u64s([delay]), NOTHING, NORMAL_RATE, u64s([duration, 0]), NORMAL_RATE];
  return box('edts', fullBox('elst', 1, 0, u32(2), ...rows));
}

function mediaInformation({ kind, entry, table }: Track): Buffer {
  return box(
    'minf',
    kind === 'video'
      ? fullBox('vmhd', 0, 1, Buffer.alloc(8))
      : fullBox('smhd', 0, 0, Buffer.alloc(4)),
    box('dinf', fullBox('dref', 0, 0, u32(1), fullBox('url ', 0, 1))),
    box('stbl', fullBox('stsd', 0, 0, u32(1), entry), ...table.boxes()),
  );
}

/** Creation and modification time (0), the fields between, and the duration; long where it has to be. */
function header(duration: number, between: Uint8Array): [version: number, fields: Buffer] {
  return duration > MAX_U32
    ? [1, Buffer.concat([u64s([0, 0]), between, u64s([duration])])]
    : [0, Buffer.concat([u32(0, 0), between, u32(duration)])];
}

/** Fixed point, 16.16, the last column 2.30. */
function matrixOf(matrix: readonly number[]): Buffer {
  return u32(...matrix.map((value, i) => Math.round(value * (i % 3 === 2 ? 2 ** 30 : 2 ** 16))));
}
