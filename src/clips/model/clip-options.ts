import { type ClipFormat, CLIP_FORMATS } from '../../media/storage/clip-file.js';
import { flag, number, object, withDefault } from '../../common/stored/stored-json.js';
import { oneOf } from '../../common/stored/stored-json.js';

/** Where a clip's footage is taken from: `auto` prefers video and falls back to still frames. */
export const CLIP_SOURCES = ['auto', 'video', 'images'] as const;
export type ClipSource = (typeof CLIP_SOURCES)[number];

/** How video is cut: frame-exact at the cost of a copy, at a keyframe without encoding, or encoded. */
export const CLIP_CUTS = ['smart', 'keyframe', 'transcode'] as const;
export type ClipCut = (typeof CLIP_CUTS)[number];

/** The codec of a clip's video: H.264, which plays everywhere, or `original`, which keeps HEVC where it is recorded. */
export const VIDEO_CODEC_CHOICES = ['h264', 'original'] as const;
export type VideoCodecChoice = (typeof VIDEO_CODEC_CHOICES)[number];

/** How a clip is made; kept with its request. */
export interface ClipOptions {
  readonly source: ClipSource;
  readonly format: ClipFormat;
  readonly cut: ClipCut;
  readonly videoCodec: VideoCodecChoice;
  /** Frames per second of a clip made of still frames, 1 to 60. */
  readonly fps: number;
  /** Whether the interval follows the event's end, so that another end needs another clip. */
  readonly followsEnd: boolean;
}

export const DEFAULT_FPS = 2;

/** What a request asks for that names nothing. */
export const DEFAULT_OPTIONS: ClipOptions = {
  source: 'auto',
  format: 'mp4',
  cut: 'smart',
  videoCodec: 'h264',
  fps: DEFAULT_FPS,
  followsEnd: true,
};

/** Options that were stored as JSON. */
export const readStoredOptions = object<ClipOptions>({
  source: withDefault(oneOf(CLIP_SOURCES), DEFAULT_OPTIONS.source),
  format: withDefault(oneOf(CLIP_FORMATS), DEFAULT_OPTIONS.format),
  cut: withDefault(oneOf(CLIP_CUTS), DEFAULT_OPTIONS.cut),
  videoCodec: withDefault(oneOf(VIDEO_CODEC_CHOICES), DEFAULT_OPTIONS.videoCodec),
  fps: withDefault(number, DEFAULT_OPTIONS.fps),
  followsEnd: withDefault(flag, DEFAULT_OPTIONS.followsEnd),
});
