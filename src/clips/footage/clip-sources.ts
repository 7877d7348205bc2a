import type { Stretch } from './coverage.js';
import type { VideoSource } from './video-source.js';

/** What a clip is made of. */
export type ClipSources = VideoFootage | StillFootage;

export interface VideoFootage {
  readonly kind: 'video';
  /** In order, each instant once; at least one. */
  readonly stretches: readonly Stretch<VideoSource>[];
  /** What a viewer should know, as a sentence. */
  readonly note?: string;
}

export interface StillFootage {
  readonly kind: 'images';
  /** Real paths inside the footage roots, in the order shown. */
  readonly paths: readonly string[];
  /** When the first and the last were taken. */
  readonly firstAt: number;
  readonly lastAt: number;
  readonly note?: string;
}
