import type { FilePiece } from '../formats/file-piece.js';
import type { MediaFacts } from '../formats/media-facts.js';
import type { HeadJob } from './codec/codec.js';

/** What is known of a file. What its packets show must not contradict it. */
export type SourceFacts = Pick<MediaFacts, 'sizeBytes' | 'video' | 'audio'>;

/** A recording: a file, or a piece of one. */
export interface CutSource {
  path: string;
  /** Left out: the whole file. */
  piece?: FilePiece;
}

/** The part of a recording, in seconds from its first frame. */
export interface SourcePart extends CutSource {
  /** Null for a file that was made for the clip. */
  facts: SourceFacts | null;
  /** Frames with `fromSeconds` ≤ time < `toSeconds` are taken; if equal, the one frame shown then. */
  fromSeconds: number;
  toSeconds: number;
}

/** The part of one recording that a clip shows. */
export interface CutSegment extends SourcePart {
  /**
   * How long after the start of the segment before this one starts, by the wall clock. Null: right after
   * the end of the segment before, as the first does. Clocks jitter, so a recording that begins up to
   * 0.25 s before that end is taken whole; of one that overlaps more, only the later frames are shown.
   */
  afterSeconds: number | null;
  /**
   * `copy` encodes nothing: it starts at the keyframe at or before `fromSeconds`. Only the first segment
   * can, since a later one has to start where the one before ends. `whole` takes a file that was made for
   * the clip: its last frame is shown until `toSeconds`.
   */
  method: 'smart' | 'copy' | 'whole';
}

/** What was cut of a segment. */
export interface CutPart {
  /**
   * First frame, and end of the last one, in seconds from the recording's first frame: one run, or more
   * where the recording has holes, which the clip leaves out. The end may be up to two frames after the
   * segment's.
   */
  runs: { fromSeconds: number; toSeconds: number }[];
  /** From when on the recording shows the segment: a frame that began earlier may still be displayed. */
  coveredFromSeconds: number;
  /** When the clip shows its first frame, and the first that is copied (null: none is), in seconds. */
  atSeconds: number;
  copiedAtSeconds: number | null;
  /** The groups of pictures that are copied as a whole and signed by the camera; null: none. */
  signed: { fromSeconds: number; toSeconds: number } | null;
  encodedFrames: number;
  copiedFrames: number;
  /** The id that the copied pictures and their parameter sets have instead of their own. Left out: they keep that. */
  tailSetId?: number;
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
  /** What players call the codec of the pictures (RFC 6381). */
  videoCodec: string;
  audio: 'copied' | 'encoded' | 'none';
  parts: CutPart[];
}

/** The size of a clip's pictures, as they are shown. */
export interface ClipSize {
  width: number;
  height: number;
}

/** Small pictures of what FFmpeg decoded before, in and after a head, in the order of time. */
export interface DecodedGop {
  pictures: Uint8Array[];
  /** How many of them are shown before the head. */
  skip: number;
}

/** A finished clip that was compared with the recordings. */
export interface ComparedClip extends CutResult {
  /** As the file says. */
  size: ClipSize;
  /** For each part; null where it has no head. */
  gops: (DecodedGop | null)[];
}

/** A question before a clip can be planned: whether the end of a recording can be decoded. */
export interface CutDoubt {
  source: CutSource;
  /** The name of its codec, and its last group of pictures as a byte stream (Annex B). */
  codec: string;
  lastGop: Uint8Array;
}

/** What is left to do before a clip can be written. */
export interface CutPlan {
  heads: { segment: number; job: HeadJob }[];
  audio: 'copied' | 'encoded' | 'none';
}

/** A file with audio for FFmpeg to read. */
export interface AudioInput {
  path: string;
  /** FFmpeg's name of its demuxer. */
  demuxer: string;
  /**
   * Part of a recording, in the file's own time, and what to add to that time to get the time in the clip
   * (plus the lead). Null: the whole file, whose times are those of the clip already.
   */
  segment: { fromSeconds: number; toSeconds: number; shiftSeconds: number } | null;
}

/** Audio to encode: files that lie on the clip's time line, all of them `leadSeconds` late. */
export interface AudioJob {
  inputs: AudioInput[];
  leadSeconds: number;
  sampleRate: number;
  channels: number;
  durationSeconds: number;
}
