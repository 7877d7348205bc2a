import type { FilePiece } from './file-piece.js';

/** What is known of a file's content: plain data, JSON-serialisable but for the date. Times in seconds. */
export interface MediaFacts {
  /** FFmpeg's name of the container's demuxer, one of those in `demuxers.ts`. */
  demuxer: string;
  sizeBytes: number;
  /** The container's first timestamp, of any track. */
  startTimeSeconds: number;
  creationTime: Date | null;
  video: VideoFacts | null;
  audio: AudioFacts | null;
  /**
   * Where the clock starts again inside the file: its pieces, in order. The other facts are then those of the
   * first, but for the end of the video, which counts all of them one after the other. Left out, or none: the
   * file is of one piece.
   */
  pieces?: readonly PieceFacts[];
}

/** A part of a file that is read as if it were a file of its own. */
export interface PieceFacts {
  readonly piece: FilePiece;
  /** When its first picture is shown, after the first one of the file. */
  readonly atSeconds: number;
  readonly facts: Omit<MediaFacts, 'pieces'>;
}

export interface VideoFacts {
  /** The stream's number in the file, as in `-map 0:index`. */
  index: number;
  codec: string;
  pixelFormat: string | null;
  /** As coded, before `rotation`. */
  width: number;
  height: number;
  /** Degrees that a player turns the picture clockwise. */
  rotation: number;
  /** `progressive`, `tt`, `bb`, `tb`, `bt`; null where unknown. */
  fieldOrder: string | null;
  /** Average, in frames a second; null where unknown. */
  frameRate: number | null;
  /** Seconds of one tick as a fraction, such as `1/90000`. */
  timeBase: string;
  /** When the first picture is shown, and when the last one ends, on the container's clock. */
  startTimeSeconds: number;
  /** Null where it is not known. */
  endTimeSeconds: number | null;
}

export interface AudioFacts {
  index: number;
  codec: string;
}

/** How many seconds the pictures span; null where their end is not known. */
export function lengthOf({
  startTimeSeconds,
  endTimeSeconds,
}: Pick<VideoFacts, 'startTimeSeconds' | 'endTimeSeconds'>): number | null {
  if (endTimeSeconds === null) return null;
  // Otherwise a rounding error would make it a millisecond longer where it is rounded up.
  return Math.round((endTimeSeconds - startTimeSeconds) * 1e6) / 1e6;
}
