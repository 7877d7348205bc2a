import { readFile, writeFile } from 'node:fs/promises';
import { footage, type FootageOptions } from '../../../support/footage.js';
import { runFfmpeg } from '../../../support/footage/run-ffmpeg.js';
import { evenFrames, type FaultCase, type Window } from './fault-case.js';

const PLAIN: FootageOptions = { seconds: 6, extra: ['-video_track_timescale', '15000'] };
const B_FRAMES: FootageOptions = { ...PLAIN, bFrames: 2 };
const FPS = 15;
const FRAME = 1000;

/** Changes the only edit of the video: where it begins in the media, in frames, and how long it lasts, in ms. */
async function edited(
  path: string,
  options: FootageOptions,
  { skip = 0, milliseconds }: { skip?: number; milliseconds: number },
): Promise<void> {
  const bytes = await readFile(await footage(options));
  const at = bytes.indexOf('elst');
  if (bytes.readUInt32BE(at + 8) !== 1) throw new Error('There is not exactly one edit.');
  bytes.writeUInt32BE(milliseconds, at + 12);
  bytes.writeUInt32BE(bytes.readUInt32BE(at + 16) + skip * FRAME, at + 16);
  await writeFile(path, bytes);
}

/** Copies a file from a time on that is no keyframe: an edit leaves out what precedes it. */
async function copiedFrom(path: string, options: FootageOptions, seconds: string): Promise<void> {
  const source = await footage(options);
  await runFfmpeg(['-ss', seconds, '-i', source, '-c', 'copy', '-y', path]);
}

const shown = (first: number, last: number) => evenFrames(last - first + 1, FPS, first);
/** The first does not begin in the group that the edit begins in: a keyframe before it would be hidden. */
const WINDOWS: Window[] = [
  [1.9, 9],
  [0, 1.5],
];

export const EDIT_CASES: readonly FaultCase[] = [
  {
    title: 'whose edit begins inside a group of pictures',
    name: 'edit-inside.mp4',
    make: (path) => edited(path, PLAIN, { skip: 10, milliseconds: 80_000 / 15 }),
    frames: shown(10, 89),
    end: 80 / FPS,
    windows: WINDOWS,
  },
  {
    title: 'with B-frames whose edit begins inside a group of pictures',
    name: 'edit-inside-b.mp4',
    make: (path) => edited(path, B_FRAMES, { skip: 10, milliseconds: 80_000 / 15 }),
    frames: shown(10, 89),
    end: 80 / FPS,
    windows: WINDOWS,
  },
  {
    title: 'whose edit ends before the media',
    name: 'edit-short.mp4',
    make: (path) => edited(path, PLAIN, { milliseconds: 5200 }),
    frames: shown(0, 77),
    end: 5.2,
    windows: [
      [0, 1.5],
      [3.7, 9],
    ],
  },
  {
    title: 'with B-frames whose edit ends before the media',
    name: 'edit-short-b.mp4',
    make: (path) => edited(path, B_FRAMES, { milliseconds: 5200 }),
    frames: shown(0, 77),
    end: 5.2,
    windows: [
      [0, 1.5],
      [3.7, 9],
    ],
  },
  {
    title: 'with B-frames whose edit ends two frames before the media',
    name: 'edit-two-b.mp4',
    make: (path) => edited(path, B_FRAMES, { milliseconds: 5866 }),
    frames: shown(0, 87),
    end: 88 / FPS,
    windows: [[1.9, 9]],
  },
  {
    title: 'that was copied from the middle of a group of pictures',
    name: 'copied.mp4',
    make: (path) => copiedFrom(path, PLAIN, '1.2'),
    frames: shown(18, 89),
    end: 72 / FPS,
    windows: WINDOWS,
  },
  {
    title: 'with B-frames and sound that was copied from the middle of a group of pictures',
    name: 'copied-b.mp4',
    make: (path) => copiedFrom(path, { ...B_FRAMES, audio: 'aac-48k' }, '1.2'),
    frames: shown(18, 89),
    end: 72 / FPS,
    windows: WINDOWS,
    soundAt: (s) => s + 1.2,
  },
];
