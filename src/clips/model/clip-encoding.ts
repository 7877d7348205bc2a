import { listOf, nullOr, number, object, oneOf, text } from '../../common/stored/stored-json.js';

/** Frames of a clip that follow one another. */
export interface EncodedFrames {
  /** From 0, in the order shown. */
  readonly first_frame: number;
  readonly frames: number;
}

const AUDIO = ['copied', 'encoded', 'none'] as const;

/** What of a clip was encoded, and by which versions. */
export interface ClipEncoding {
  /** All other frames are the recorder's own packets. */
  readonly encoded_frames: readonly EncodedFrames[];
  /** `encoded`: at least a part of it. */
  readonly audio: (typeof AUDIO)[number];
  /** The version of event-clips. */
  readonly event_clips: string;
  /** The version of FFmpeg; null: it encoded nothing, or did not say. */
  readonly ffmpeg: string | null;
}

export type EncodedParts = Pick<ClipEncoding, 'encoded_frames' | 'audio'>;

/** Stored as JSON; null for a clip of a version that did not record it. */
export const readStoredEncoding = nullOr(
  object<ClipEncoding>({
    encoded_frames: listOf(object<EncodedFrames>({ first_frame: number, frames: number })),
    audio: oneOf(AUDIO),
    event_clips: text,
    ffmpeg: nullOr(text),
  }),
);
