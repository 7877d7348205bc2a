import type { BlockingReader, ByteReader } from './byte-reader.js';
import type { FilePiece } from './file-piece.js';
import type { SamplePlaces } from './isobmff/window/sample-places.js';
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
   * False: frames have no times, only an order. They are shown at the rate that the stream gives, or at 25 a
   * second where it gives none. Left out: they have.
   */
  readonly hasTimes?: boolean;
  /** False: FFmpeg reads the file from its beginning, since it cannot find a place by its time. Left out: it can. */
  readonly canSeek?: boolean;
  /** Whether the container says how long each frame lasts. Otherwise FFmpeg derives it from a rate. */
  readonly hasDurations: boolean;
  /**
   * Reads a file's facts in process, from a few dozen small pieces. Throws `Unusual`, or a RangeError,
   * where the file is out of the ordinary; then ffprobe reads them. Null: ffprobe always does.
   */
  readonly readFacts: ((reader: ByteReader) => Promise<MediaFacts>) | null;
  /** The pieces of a file whose clock starts again inside it, each a file of its own. Throws
   * `Unusual` where they are too many to find. Left out: there are none. */
  readonly findPieces?: (reader: ByteReader) => Promise<FilePiece[]>;
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
  /** What Mediabunny is known to read wrongly of the file; null, or left out: nothing. */
  misreadingOf?(reader: ByteReader): Promise<Misreading | null>;
  /** Whether the index has the last packet of video, so that it is found at once. Left out: no. */
  indexesEnd?(reader: ByteReader): Promise<boolean>;
  /**
   * Where the packets of a track lie, by their numbers as the library counts them. Null where that is not known, and
   * left out: it never is.
   */
  placesOf?(reader: BlockingReader, trackId: number): Promise<SamplePlaces | null>;
  /** How the video ends. Left out: `whole`. */
  endingOf?(reader: BlockingReader, trackId: number): Ending;
  /**
   * The file with another index, which is enough to read the packets of a segment: a shorter one, or one in a format
   * that Mediabunny reads. Null, or left out: the file is read as it is.
   *
   * @param minIndexBytes the length of an index from which on a shorter one is worth it
   */
  viewOf?(
    reader: BlockingReader,
    segment: FileSegment,
    minIndexBytes: number,
  ): Promise<SegmentView | Misreading | null>;
}

/** A file as it is read for a segment. */
export interface SegmentView {
  readonly reader: BlockingReader;
  /** Whether the last packet of video is in it. */
  readonly hasEnd: boolean;
  /** Whether its pictures may have another size than those that the file begins with, and that its facts give. */
  readonly hasOtherSize: boolean;
  /** Whether its packets of video are byte streams (Annex B), although its index says that they have lengths. */
  readonly isByteStream?: boolean;
}

/**
 * What a library ignores of a file: that the codec or its parameters change, that parts of a track are
 * left out or moved, or where the samples of fragments begin; or that the file does not say when its pictures are
 * shown.
 */
export type Misreading = 'codec_change' | 'edit_list' | 'fragments' | 'no_times';

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
