/** A stretch of one recording to cut. Times in seconds from the recording's first frame. */
export interface CutSegment {
  path: string;
  /** Frames with `from` ≤ time < `to` are taken; equal, the one frame shown then. */
  from: number;
  to: number;
  /**
   * How long after the start of the segment before this one starts, by the wall clock, in seconds; null:
   * right after the end of the one before, as the first does. A recording that begins up to 0.25 s before
   * that end is taken whole, since clocks jitter; of one that overlaps more, only what is later is shown.
   */
  after: number | null;
  /**
   * `copy` encodes nothing: it starts at the keyframe at or before `from`. Only the first segment can,
   * since a later one has to start where the one before ends.
   */
  method: 'smart' | 'copy';
}

/** What was cut of a segment. Times in seconds from the recording's first frame. */
export interface CutPart {
  /** First frame, and end of the last one, which may lie up to two frames after `to`. */
  startsAt: number;
  endsAt: number;
  /** Where its first frame lies in the clip, and the first that is copied; null: none is. */
  at: number;
  copiedAt: number | null;
  encodedFrames: number;
  copiedFrames: number;
}

export interface CutResult {
  /** `copy` where nothing had to be encoded, `transcode` where nothing could be copied. */
  method: 'smart' | 'copy' | 'transcode';
  frames: number;
  encodedFrames: number;
  copiedFrames: number;
  durationSeconds: number;
  /** Degrees that a player turns the pictures clockwise, as the first source says. */
  rotation: number;
  audio: 'copied' | 'encoded' | 'none';
  parts: CutPart[];
}

/** What the encoder is told about the pictures of a head: those that follow it have to look alike. */
export interface HeadJob {
  /** The GOP that the head lies in, as a byte stream (Annex B). */
  stream: Uint8Array;
  /** Frames of it, as shown, to leave out at the beginning, and to encode after those. */
  skip: number;
  frames: number;
  /** Frames per second, roughly. */
  frameRate: number;
  profile: 'baseline' | 'main' | 'high';
  /** Id of the parameter sets to write, which the copied packets do not use. */
  setId: number;
  /** Colour, as code points of ITU-T H.273; null where the source does not tell. */
  fullRange: boolean | null;
  primaries: number | null;
  transfer: number | null;
  matrix: number | null;
}

/** What has to be known before a clip can be planned: whether the end of a recording can be decoded. */
export interface CutDoubt {
  path: string;
  /** Its last GOP as a byte stream (Annex B). */
  lastGop: Uint8Array;
}

/** What is left to do before a clip can be written. */
export interface CutPlan {
  heads: { segment: number; job: HeadJob }[];
  audio: 'copied' | 'encoded' | 'none';
}

/** A file with audio, and how its times become times in the clip (plus `lead`). */
export interface AudioInput {
  path: string;
  /** FFmpeg's name of it. */
  demuxer: 'mov' | 'matroska';
  /** A stretch of a recording, in the file's own time, and what to add to that; null: the whole file. */
  stretch: { from: number; to: number; shift: number } | null;
}

/** Audio laid out on the clip's time line, `lead` seconds late, to be encoded from files of packets. */
export interface AudioJob {
  inputs: AudioInput[];
  lead: number;
  sampleRate: number;
  channels: number;
  durationSeconds: number;
}
