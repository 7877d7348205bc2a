/** What is known of a file's content: plain data, JSON-serialisable but for the date. Times in seconds. */
export interface MediaFacts {
  /** FFmpeg's name of the container's demuxer, one of those in `demuxers.ts`. */
  demuxer: string;
  sizeBytes: number;
  /** Null where the container does not say (a file still being written). */
  durationSeconds: number | null;
  /** The container's first timestamp. */
  startTimeSeconds: number;
  creationTime: Date | null;
  video: VideoFacts | null;
  audio: AudioFacts | null;
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
  startTimeSeconds: number;
}

export interface AudioFacts {
  index: number;
  codec: string;
}
