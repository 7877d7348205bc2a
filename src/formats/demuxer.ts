import type { BlockingReader, ByteReader } from './byte-reader.js';
import type { MediaFacts } from './media-facts.js';

/**
 * A container format of recorded video: how its files are recognised and read. To add one, write its
 * entry and put it in the list in `demuxers.ts`.
 */
export interface Demuxer {
  /**
   * The name of FFmpeg's demuxer. FFmpeg is always given one: it would guess from the bytes, and some of
   * its demuxers open the files that a hostile file names (HLS, DASH, concat).
   */
  readonly name: string;
  /** Whether a file with these first bytes ({@link HEAD_BYTES} of them, if it has as many) is of this format. */
  matches(head: Uint8Array): boolean;
  /**
   * Reads a file's facts in process, from a few dozen small pieces. Throws `Unusual`, or a RangeError,
   * where the file is out of the ordinary; then ffprobe reads them. Null: ffprobe always does.
   */
  readonly readFacts: ((reader: ByteReader) => Promise<MediaFacts>) | null;
  /** How packets are read in process, which cutting without encoding needs. Null: they are not. */
  readonly packets: PacketReading | null;
}

/** How the packets of a container are read in process. */
export interface PacketReading {
  /**
   * What Mediabunny calls the format. They are named one by one, since its list of all formats includes
   * playlists, which open other files.
   */
  readonly libraryFormats: readonly ('MP4' | 'QTFF' | 'MATROSKA' | 'WEBM' | 'MPEG_TS')[];
  /** Whether frames with a negative time are not shown (an edit list leaves them out). */
  readonly hidesNegativeTimes: boolean;
  /** Whether FFmpeg gives the frames of every file the same times as Mediabunny does. */
  readonly hasFfmpegTimes: boolean;
  /** Whether memory for what was read is only freed with the whole reader (see `fresh-packets.ts`). */
  readonly keepsWhatItRead: boolean;
  /** How many bytes of a file, from its beginning, can be read. Left out: all of them. */
  readableSize?(reader: ByteReader): Promise<number>;
  /** Whether the codec or its parameters may change inside the file. Left out: no. */
  changesCodec?(reader: ByteReader): Promise<boolean>;
  /** How the video ends. Left out: `whole`. */
  endingOf?(reader: BlockingReader, trackId: number): Ending;
  /**
   * The file with a shorter index, which is enough to read the packets of a segment. Null, or left out:
   * the file is read as it is.
   *
   * @param minIndexBytes the length of an index from which on it is worth it
   */
  withShortIndex?(
    reader: BlockingReader,
    segment: FileSegment,
    minIndexBytes: number,
  ): Promise<BlockingReader | null>;
}

/** Part of a file, in seconds from its first frame. */
export interface FileSegment {
  readonly fromSeconds: number;
  readonly toSeconds: number;
}

/**
 * Whether the last picture of a file is complete (`whole`), was cut short and is of no use (`torn`), or
 * has to be decoded to find out (`doubtful`).
 */
export type Ending = 'whole' | 'torn' | 'doubtful';
