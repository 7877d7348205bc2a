import type { FootageOptions } from '../../../support/footage.js';
import { lateTables } from '../../../support/footage/late-tables.js';
import { remux, withoutFirst } from '../../../support/footage/remux.js';
import { evenFrames, type FaultCase, type Window } from './fault-case.js';

const X265 = ['-x265-params', 'log-level=error:bframes=0:keyint=30:min-keyint=30:scenecut=0'];
const PLAIN: FootageOptions = { seconds: 6 };
const LOUD: FootageOptions = { ...PLAIN, audio: 'aac-48k' };
const B_FRAMES: FootageOptions = { ...LOUD, bFrames: 2 };
const HEVC: FootageOptions = { ...PLAIN, codec: 'libx265', extra: X265 };
const FPS = 15;
const WHOLE = { frames: evenFrames(90, FPS), end: 6 };
const soundAt = (seconds: number) => seconds;
const WINDOWS: Window[] = [
  [0, 1.5],
  [2.5, 7],
];

/** Frames 5 to 29 refer to the first keyframe, which is missing. */
const HEADLESS = { frames: evenFrames(60, FPS, 30, 25 / FPS), end: 85 / FPS };
const HEADLESS_WINDOWS: Window[] = [
  [0.5, 3],
  [2.5, 7],
];

export const BEGINNING_CASES: readonly FaultCase[] = [
  {
    title: 'whose tables come after the first frames',
    name: 'late-tables.ts',
    make: (path) => lateTables(path, LOUD, 60),
    ...WHOLE,
    windows: WINDOWS,
    soundAt,
  },
  {
    title: 'with B-frames whose tables come after the first frames',
    name: 'late-tables-b.ts',
    make: (path) => lateTables(path, B_FRAMES, 60),
    ...WHOLE,
    windows: WINDOWS,
    soundAt,
  },
  {
    title: 'without its first keyframe in MPEG-TS',
    name: 'headless.ts',
    make: withoutFirst(LOUD, 5),
    ...HEADLESS,
    windows: HEADLESS_WINDOWS,
    soundAt: (s) => s + 5 / FPS,
  },
  {
    title: 'without its first keyframe in MP4',
    name: 'headless.mp4',
    make: withoutFirst(PLAIN, 5),
    ...HEADLESS,
    windows: HEADLESS_WINDOWS,
  },
  {
    title: 'without its first keyframe in Matroska',
    name: 'headless.mkv',
    make: withoutFirst(PLAIN, 5),
    ...HEADLESS,
    windows: HEADLESS_WINDOWS,
    tick: 0.001,
  },
  {
    title: 'without its first keyframe in FLV',
    name: 'headless.flv',
    make: withoutFirst(PLAIN, 5),
    ...HEADLESS,
    windows: HEADLESS_WINDOWS,
    tick: 0.001,
  },
  {
    title: 'of HEVC without its first keyframe in MPEG-TS',
    name: 'headless-hevc.ts',
    make: withoutFirst(HEVC, 5),
    ...HEADLESS,
    windows: HEADLESS_WINDOWS,
  },
  {
    title: 'of HEVC with a keyframe every ten seconds in MPEG-TS',
    name: 'long-gop-hevc.ts',
    make: remux({ ...HEVC, seconds: 18, extra: [X265[0]!, X265[1]!.replaceAll('=30', '=150')] }),
    frames: evenFrames(270, FPS),
    end: 18,
    windows: [
      [6.5, 9],
      [16.5, 20],
    ],
  },
  {
    title: 'without a duration in FLV',
    name: 'no-duration.flv',
    make: remux(LOUD, '-flvflags', 'no_duration_filesize'),
    ...WHOLE,
    windows: WINDOWS,
    soundAt,
    tick: 0.001,
  },
  {
    title: 'with B-frames and without a duration in FLV',
    name: 'no-duration-b.flv',
    make: remux(B_FRAMES, '-flvflags', 'no_duration_filesize'),
    ...WHOLE,
    windows: WINDOWS,
    soundAt,
    tick: 0.001,
  },
];
