import type { ClipFormat } from '../media/clip-file.js';

/** Where a clip's footage is taken from: `auto` prefers video and falls back to still frames. */
export type ClipSource = 'auto' | 'video' | 'images';

/** How video is cut: frame-exact at the cost of a copy, at keyframes without encoding, or encoded. */
export type ClipCut = 'smart' | 'keyframe' | 'transcode';

/** What a request for a clip asked for, with the defaults filled in; kept with the request. */
export interface ClipOptions {
  source: ClipSource;
  format: ClipFormat;
  /** Frames per second of a clip made of still frames, 1 to 60. */
  fps: number;
}
