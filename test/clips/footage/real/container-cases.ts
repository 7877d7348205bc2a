import type { FootageOptions } from '../../../support/footage.js';
import { byteStreamMovie } from '../../../support/footage/byte-stream-movie.js';
import { remux } from '../../../support/footage/remux.js';
import { evenFrames, type FaultCase, type Window } from './fault-case.js';

const PLAIN: FootageOptions = { seconds: 6 };
const B_FRAMES: FootageOptions = { ...PLAIN, bFrames: 2 };
const LOUD: FootageOptions = { ...B_FRAMES, audio: 'aac-48k' };
const FPS = 15;
const WHOLE = { frames: evenFrames(90, FPS), end: 6 };
const soundAt = (seconds: number) => seconds;
const WINDOWS: Window[] = [
  [0.5, 3.11],
  [3.9, 7],
];
const whole = (
  title: string,
  name: string,
  make: FaultCase['make'],
  more: Partial<FaultCase> = {},
) => ({ title, name, make, ...WHOLE, windows: WINDOWS, ...more }) satisfies FaultCase;
const fragments = (flags: string) => ['-movflags', `${flags}+empty_moov+default_base_moof`];
const AVI_B: FootageOptions = { ...PLAIN, codec: 'mpeg4', bFrames: 2, container: 'avi' };

export const CONTAINER_CASES: readonly FaultCase[] = [
  whole('in fragments', 'fragments.mp4', remux(PLAIN, ...fragments('frag_keyframe'))),
  whole(
    'with B-frames in fragments of one frame',
    'fragments-b.mp4',
    remux(B_FRAMES, ...fragments('frag_every_frame')),
  ),
  whole(
    'with B-frames and sound in DASH',
    'dash-b.mp4',
    remux(LOUD, ...fragments('frag_keyframe+dash')),
    { soundAt },
  ),
  whole('of byte streams in MP4', 'byte-stream.mp4', (path) => byteStreamMovie(path, PLAIN)),
  whole('in MPEG-TS', 'last-frame.ts', remux(PLAIN)),
  whole('with B-frames and sound in MPEG-TS', 'last-frame-b.ts', remux(LOUD), { soundAt }),
  whole('of HEVC in MPEG-TS', 'last-frame-hevc.ts', remux({ ...PLAIN, codec: 'libx265' })),
  whole('in AVI', 'plain.avi', remux(PLAIN)),
  // AVI has no times of display, and FFmpeg guesses those of the last frames up to a tick early.
  whole('with B-frames in AVI', 'b-frames.avi', remux(B_FRAMES), { tick: 1 / 30 }),
  whole('of MPEG-4 with B-frames in AVI', 'mpeg4.avi', remux(AVI_B)),
  whole(
    'with sound in AVI',
    'sound.avi',
    remux({ ...PLAIN, audio: 'pcm_s16le', container: 'mov' }),
    { soundAt },
  ),
  {
    title: 'with empty frames in AVI',
    name: 'empty-frames.avi',
    make: remux(
      { ...PLAIN, container: 'mkv' },
      '-bsf:v',
      `h264_mp4toannexb,setts=ts='PTS+if(gte(N,40),4,0)'`,
    ),
    frames: [...evenFrames(40, FPS), ...evenFrames(50, FPS, 40, 42 / FPS)],
    end: 92 / FPS,
    windows: [
      [0.5, 3.11],
      [2.6, 4.01],
      [3.9, 7],
    ],
  },
  whole(
    'that is rotated',
    'rotated.mp4',
    remux({ ...PLAIN, audio: 'aac-48k' }, '-metadata:s:v:0', 'rotate=180'),
    { soundAt, isUpsideDown: true },
  ),
  whole(
    'with B-frames that is rotated',
    'rotated-b.mp4',
    remux(LOUD, '-metadata:s:v:0', 'rotate=180'),
    { soundAt, isUpsideDown: true },
  ),
  whole(
    'with B-frames that is rotated, without edits',
    'rotated-no-edits.mp4',
    remux(LOUD, '-metadata:s:v:0', 'rotate=180', '-use_editlist', '0'),
    { soundAt, isUpsideDown: true },
  ),
  whole(
    'with B-frames that is rotated, in QuickTime',
    'rotated.mov',
    remux(LOUD, '-metadata:s:v:0', 'rotate=180'),
    { soundAt, isUpsideDown: true },
  ),
];
