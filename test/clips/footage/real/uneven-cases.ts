import type { FootageOptions } from '../../../support/footage.js';
import { remux, retimed } from '../../../support/footage/remux.js';
import { evenFrames, type FaultCase, type Frame, type Window } from './fault-case.js';

const COUNT = 90;
const LAST_MS = 400;
/** Distances of 95, 95 and 20 ms. */
const TIMES_MS = '70*N+25*mod(N,3)';
const UNEVEN: Frame[] = Array.from({ length: COUNT }, (_, n) => ({
  number: n,
  at: (70 * n + 25 * (n % 3)) / 1000,
}));
const END = UNEVEN.at(-1)!.at + LAST_MS / 1000;
const WINDOWS: Window[] = [
  // From a frame on, into a frame; into the last frame; within it and past its end.
  [UNEVEN[31]!.at, 4.13],
  [3.3, 6.6],
  [6.35, 9],
];
/** For files that do not say how long the last frame lasts. */
const OPEN_WINDOWS: Window[] = [
  [UNEVEN[31]!.at, 4.13],
  [3.3, 7.5],
];
const PLAIN: FootageOptions = { seconds: 6 };

function uneven(
  title: string,
  name: string,
  options: FootageOptions,
  more: { args?: string[]; tick?: number; lastsAbout?: boolean } = {},
): FaultCase {
  const make = retimed(options, TIMES_MS, { count: COUNT, lastMs: LAST_MS }, ...(more.args ?? []));
  const { tick, lastsAbout } = more;
  return {
    ...{
      title,
      name,
      make,
      frames: UNEVEN,
      end: more.lastsAbout ? UNEVEN.at(-1)!.at + 0.07 : END,
      windows: more.lastsAbout ? OPEN_WINDOWS : WINDOWS,
    },
    ...(tick && { tick }),
    ...(lastsAbout && { lastsAbout }),
  };
}

const even = (title: string, name: string, options: FootageOptions, make: FaultCase['make']) => {
  const { fps = 15 } = options;
  return {
    ...{ title, name, make, frames: evenFrames(COUNT, fps), end: COUNT / fps },
    windows: [
      [0, 2.127],
      [1.77, COUNT / fps - 0.011],
      [1.9, COUNT / fps + 3],
    ],
  } satisfies FaultCase;
};
const ntsc: FootageOptions = { seconds: 3.0025, fps: 30000 / 1001 };
const hevc: FootageOptions = { ...PLAIN, codec: 'libx265' };
const AV1 = ['-c:v', 'libsvtav1', '-preset', '12', '-g', '30', '-pix_fmt', 'yuv420p'];

export const UNEVEN_CASES: readonly FaultCase[] = [
  uneven('of uneven frames in MP4', 'uneven.mp4', PLAIN),
  uneven('of uneven frames in MP4 of 90 kHz', 'uneven-90k.mp4', PLAIN, {
    args: ['-video_track_timescale', '90000'],
  }),
  uneven('of uneven frames in QuickTime', 'uneven.mov', PLAIN, {
    args: ['-video_track_timescale', '600'],
  }),
  uneven('of uneven frames in fragments', 'uneven-fragments.mp4', PLAIN, {
    args: ['-movflags', 'frag_keyframe+empty_moov'],
  }),
  uneven('of uneven frames in Matroska', 'uneven.mkv', PLAIN, { lastsAbout: true }),
  uneven('of uneven frames in MPEG-TS', 'uneven.ts', PLAIN, { lastsAbout: true }),
  uneven('of uneven frames in FLV', 'uneven.flv', PLAIN, { lastsAbout: true }),
  uneven(
    'of uneven frames with B-frames in MP4',
    'uneven-b.mp4',
    { ...PLAIN, bFrames: 2 },
    { lastsAbout: true },
  ),
  uneven('of uneven frames of HEVC in MP4', 'uneven-hevc.mp4', hevc),
  uneven('of uneven frames of HEVC in MPEG-TS', 'uneven-hevc.ts', hevc, { lastsAbout: true }),
  uneven('of uneven frames in ASF', 'uneven.wmv', PLAIN, { lastsAbout: true }),
  even('of 30000/1001 frames a second in QuickTime', 'ntsc.mov', ntsc, remux(ntsc)),
  even('of 30000/1001 frames a second in AVI', 'ntsc.avi', ntsc, remux(ntsc)),
  even('of HEVC in MP4', 'even-hevc.mp4', hevc, remux(hevc)),
  even(
    'of HEVC in QuickTime of 600 ticks',
    'even-hevc.mov',
    { ...hevc, fps: 12.5, seconds: 7.2 },
    remux({ ...hevc, fps: 12.5, seconds: 7.2 }, '-video_track_timescale', '600'),
  ),
  {
    ...even('of AV1 in MP4', 'even-av1.mp4', PLAIN, remux(PLAIN, ...AV1)),
    needsSystemFfmpeg: true,
  },
];
