import type { ExtentCase, Range } from './numbered-cases.js';

/** A file that another program recorded. Its frames are counted as FFmpeg decodes them, from 0. */
export interface RealCase {
  readonly name: string;
  /** In seconds from the first packet of video. */
  readonly window: Range;
  /** The frames that the clip has to show, from the first to the last. */
  readonly frames: Range;
  /** In seconds from the first packet of video; none by default. */
  readonly gaps?: readonly Range[];
  readonly silent?: boolean;
}

export const REAL_CASES: readonly RealCase[] = [
  {
    name: 'middle-pat-pmt.ts',
    window: [0, 0.5],
    frames: [0, 14],
  },
  {
    name: 'no-initial-keyframe.ts',
    window: [0, 2.6],
    frames: [0, 13],
    gaps: [[0, 2.136]],
  },
  {
    name: 'fragmented-captions.mp4',
    window: [0, 2.03],
    frames: [0, 59],
    silent: true,
  },
  { name: 'flv-no-duration.flv', window: [0, 1.9], frames: [0, 46] },
  { name: 'sintel-captions.ts', window: [0.104, 8.229], frames: [3, 197] },
];

export const REAL_EXTENTS: readonly ExtentCase[] = [
  { name: 'middle-pat-pmt.ts', seconds: 0.5 },
  { name: 'no-initial-keyframe.ts', seconds: 2.636 },
  { name: 'fragmented-captions.mp4', seconds: 2.035 },
  { name: 'flv-no-duration.flv', seconds: 2 },
  { name: 'sintel-captions.ts', seconds: 10 },
];
