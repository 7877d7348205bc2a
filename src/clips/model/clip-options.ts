import { type ClipFormat, CLIP_FORMATS } from '../../media/storage/clip-file.js';
import { flag, number, object, withDefault } from '../../common/stored-json.js';
import { oneOf } from '../../common/stored-json.js';

/** Where a clip's footage is taken from: `auto` prefers video and falls back to still frames. */
export const CLIP_SOURCES = ['auto', 'video', 'images'] as const;
export type ClipSource = (typeof CLIP_SOURCES)[number];

/** How video is cut: frame-exact at the cost of a copy, at a keyframe without encoding, or encoded. */
export const CLIP_CUTS = ['smart', 'keyframe', 'transcode'] as const;
export type ClipCut = (typeof CLIP_CUTS)[number];

/** A clip as a caller requests it. What is left out, or null, gets its default. */
export interface RequestedClip {
  /** From the event's start, −30 to 3600. */
  readonly startOffsetSeconds?: number | null | undefined;
  readonly endOffsetSeconds?: number | null | undefined;
  readonly source?: ClipSource | null | undefined;
  readonly format?: ClipFormat | null | undefined;
  readonly cut?: ClipCut | null | undefined;
  readonly fps?: number | null | undefined;
  /** Makes the clip even where a good one exists. */
  readonly force?: boolean | null | undefined;
}

/** What a request for a clip asked for, with the defaults filled in; kept with the request. */
export interface ClipOptions {
  readonly source: ClipSource;
  readonly format: ClipFormat;
  readonly cut: ClipCut;
  /** Frames per second of a clip made of still frames, 1 to 60. */
  readonly fps: number;
  /** Whether the window was counted from the event's end, so that another end asks for another clip. */
  readonly followsEnd: boolean;
}

export const DEFAULT_FPS = 2;

/** What a request asks for that names nothing. */
export const DEFAULT_OPTIONS: ClipOptions = {
  source: 'auto',
  format: 'mp4',
  cut: 'smart',
  fps: DEFAULT_FPS,
  followsEnd: true,
};

/** Options that were stored as JSON. */
export const readStoredOptions = object<ClipOptions>({
  source: withDefault(oneOf(CLIP_SOURCES), DEFAULT_OPTIONS.source),
  format: withDefault(oneOf(CLIP_FORMATS), DEFAULT_OPTIONS.format),
  cut: withDefault(oneOf(CLIP_CUTS), DEFAULT_OPTIONS.cut),
  fps: withDefault(number, DEFAULT_OPTIONS.fps),
  followsEnd: withDefault(flag, DEFAULT_OPTIONS.followsEnd),
});
