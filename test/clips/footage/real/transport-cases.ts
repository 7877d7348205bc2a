import { readFile, writeFile } from 'node:fs/promises';
import { footage, type FootageOptions } from '../../../support/footage.js';
import { remux } from '../../../support/footage/remux.js';
import { runFfmpeg } from '../../../support/footage/run-ffmpeg.js';
import { evenFrames, type FaultCase, type Window } from './fault-case.js';

const FPS = 15;
const WHOLE = { frames: evenFrames(90, FPS), end: 6 };
const soundAt = (seconds: number) => seconds;
const PLAIN: FootageOptions = { seconds: 6, container: 'ts' };
const LOUD: FootageOptions = { ...PLAIN, bFrames: 2, audio: 'aac-48k' };

const WRAP_SECONDS = 2 ** 33 / 90_000;
/** The clock wraps around so long after the start. */
const wrapping = (options: FootageOptions, seconds: number): FaultCase['make'] =>
  remux(
    { ...options, container: 'mkv' },
    '-output_ts_offset',
    (WRAP_SECONDS - seconds).toFixed(3),
    '-muxdelay',
    '0',
    '-muxpreload',
    '0',
  );
const wrap = (
  title: string,
  name: string,
  options: FootageOptions,
  seconds: number,
  windows: Window[],
) =>
  ({
    title,
    name,
    make: wrapping(options, seconds),
    ...WHOLE,
    windows,
    ...(options.audio && { soundAt }),
  }) satisfies FaultCase;

/** The parameter sets change after the first part. */
async function changed(path: string, options: FootageOptions): Promise<void> {
  const parts: Buffer[] = [];
  for (const [i, x264Params] of ['ref=1', 'ref=4:cabac=0'].entries()) {
    const extra = ['-output_ts_offset', String(10 + 3 * i)];
    const part = {
      ...options,
      seconds: 3,
      startNumber: 45 * i,
      x264Params,
      extra,
      container: 'ts',
    } as const;
    parts.push(await readFile(await footage(part)));
  }
  const joined = `${path}.ts`;
  await writeFile(joined, Buffer.concat(parts));
  await runFfmpeg(['-i', joined, '-c', 'copy', '-y', path]);
}
const CHANGED_WINDOWS: Window[] = [
  [0.5, 2.5],
  [2.5, 4],
  [3.4, 7],
];

const OPEN: FootageOptions = { seconds: 6, gopSeconds: 1, bFrames: 2, openGop: true };
/** Some of its keyframes are IDR pictures. */
const MIXED: FootageOptions = { ...OPEN, extra: ['-force_key_frames', '2,4', '-forced-idr', '1'] };
const OPEN_WINDOWS: Window[] = [
  [1.5, 3.6],
  [2.8, 7],
];
const open = (title: string, name: string, options: FootageOptions) =>
  ({ title, name, make: remux(options), ...WHOLE, windows: OPEN_WINDOWS }) satisfies FaultCase;

export const TRANSPORT_CASES: readonly FaultCase[] = [
  {
    title: 'with Opus in MPEG-TS',
    name: 'opus.ts',
    make: remux({ ...PLAIN, container: 'mkv', audio: 'opus' }),
    ...WHOLE,
    windows: [
      [0, 2.5],
      [2.5, 7],
    ],
    soundAt,
  },
  wrap('whose clock wraps around', 'wrap.ts', PLAIN, 3, [
    [0.5, 2.5],
    [2.5, 4.2],
    [3.5, 7],
  ]),
  wrap('with B-frames and sound whose clock wraps around', 'wrap-b.ts', LOUD, 3, [
    [0.5, 2.5],
    [2.5, 4.2],
    [3.5, 7],
  ]),
  wrap('with B-frames and sound whose clock wraps around at once', 'wrap-early.ts', LOUD, 0.1, [
    [0, 1.5],
    [2.5, 7],
  ]),
  wrap('with B-frames and sound whose clock wraps around at the end', 'wrap-late.ts', LOUD, 5.95, [
    [0, 1.5],
    [2.5, 7],
  ]),
  {
    title: 'whose parameter sets change in MPEG-TS',
    name: 'sets.ts',
    make: (path) => changed(path, PLAIN),
    ...WHOLE,
    windows: CHANGED_WINDOWS,
  },
  {
    title: 'with B-frames whose parameter sets change in MPEG-TS',
    name: 'sets-b.ts',
    make: (path) => changed(path, { ...PLAIN, bFrames: 2 }),
    ...WHOLE,
    windows: CHANGED_WINDOWS,
  },
  {
    title: 'with B-frames whose parameter sets change in MP4',
    name: 'sets-b.mp4',
    make: (path) => changed(path, { ...PLAIN, bFrames: 2 }),
    ...WHOLE,
    windows: CHANGED_WINDOWS,
  },
  {
    title: 'with B-frames whose parameter sets change in Matroska',
    name: 'sets-b.mkv',
    make: (path) => changed(path, { ...PLAIN, bFrames: 2 }),
    ...WHOLE,
    windows: CHANGED_WINDOWS,
  },
  open('of open groups of pictures in MPEG-TS', 'open.ts', OPEN),
  open('of open groups of pictures in MP4', 'open.mp4', OPEN),
  open('of open and closed groups of pictures in MPEG-TS', 'mixed.ts', MIXED),
  open('of open and closed groups of pictures in MP4', 'mixed.mp4', MIXED),
  open('of open and closed groups of pictures in Matroska', 'mixed.mkv', MIXED),
];
