import type { Interval } from '../model/interval.js';
import type { Segment } from './coverage.js';
import type { SourceFile } from './source-files.js';
import type { VideoSource } from './video-source.js';

/** What a clip is made of. */
export type ClipSources = VideoFootage | StillFootage;

export interface VideoFootage {
  readonly kind: 'video';
  /** In order, without overlaps; at least one. */
  readonly segments: readonly Segment<VideoSource>[];
  /** What a viewer should know, as a sentence. */
  readonly note?: string;
}

/** A still frame and when it was taken. */
export interface StillSource {
  readonly file: SourceFile;
  readonly takenAtMs: number;
}

export interface StillFootage {
  readonly kind: 'images';
  /** In the order shown. */
  readonly stills: readonly StillSource[];
  /** From when the first was taken to when the last was. */
  readonly taken: Interval;
  readonly note?: string;
}
