import { flag, number, object, oneOf, withDefault } from '../common/stored-json.js';
import { CLIP_FORMATS, type ClipFormat } from '../media/clip-file.js';

/** Where a clip's footage is taken from: `auto` prefers video and falls back to still frames. */
export const CLIP_SOURCES = ['auto', 'video', 'images'] as const;
export type ClipSource = (typeof CLIP_SOURCES)[number];

/** How video is cut: frame-exact at the cost of a copy, at a keyframe without encoding, or encoded. */
export const CLIP_CUTS = ['smart', 'keyframe', 'transcode'] as const;
export type ClipCut = (typeof CLIP_CUTS)[number];

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
