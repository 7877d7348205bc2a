import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import type { Produced } from '../../../src/clips/make/produced.js';
import { FfmpegRunner, type RunOptions } from '../../../src/ffmpeg/ffmpeg-runner.js';
import { workspace } from '../../cut/workspace.js';
import { footage, type FootageOptions } from '../../support/footage.js';
import { runFfmpeg } from '../../support/footage/run-ffmpeg.js';
import { slice } from '../../support/matrix.js';
import { madeClip } from './made-clip.js';
import { SCENES } from './scenes.js';

const { runner, folder } = workspace();

const made = (
  recordings: readonly string[],
  interval: readonly [number, number],
  encoder?: FfmpegRunner,
) => madeClip(recordings, interval, { cut: 'transcode', runner, encoder, folder });

const TICKS_PER_FRAME = 1024;

/** FFmpeg that gives what it encodes the times of other frames, after it has reported the right ones. */
class MovedFrames extends FfmpegRunner {
  constructor(private readonly frames: number) {
    super();
  }

  override ffmpeg(args: readonly string[], options?: RunOptions) {
    const moved = `direct=1,setpts=PTS+${this.frames * TICKS_PER_FRAME},trim=`;
    return super.ffmpeg(
      args.map((arg) => arg.replace('direct=1,trim=', moved)),
      options,
    );
  }
}

const KINDS: [string, FootageOptions][] = [
  ['HEVC', { codec: 'libx265' }],
  ['an open GOP in MPEG-TS', { openGop: true, bFrames: 2, container: 'ts' }],
  ['H.264', {}],
  ['intra refresh', { intraRefresh: true }],
  ['Motion JPEG in AVI', { codec: 'mjpeg', container: 'avi' }],
  ['MPEG-4 in AVI', { codec: 'mpeg4', container: 'avi' }],
  ['HEVC in MPEG-TS', { codec: 'libx265', container: 'ts' }],
  ['MPEG-TS across its wraparound', { container: 'ts', extra: ['-output_ts_offset', '95440'] }],
  ['interlaced pictures', { x264Params: 'tff=1' }],
  ['10 bits', { profile: 'high10', extra: ['-pix_fmt', 'yuv420p10le'] }],
  ['full range', { extra: ['-pix_fmt', 'yuvj420p'] }],
  ['a varying frame rate', { vfr: true, bFrames: 2 }],
  ['a late start', { extra: ['-output_ts_offset', '5'] }],
];

const WINDOW = [3.2, 7] as const;

/** How many frames of each part were compared. */
const compared = ({ seams }: Produced) => seams.flatMap(({ head }) => head?.frames ?? []);

describe('A clip that is encoded completely', () => {
  it.each(slice(KINDS, 4))('is like its recording: %s', async (_, options) => {
    const clip = await made([await footage({ seconds: 8, ...options })], WINDOW);
    expect(clip.method).toBe('transcode');
    expect(compared(clip)).toEqual([clip.frames]);
  });

  it.each(slice(SCENES, 4))('is like its recording: %s', async (name, source) => {
    const path = join(folder, `${name}.mp4`);
    const coding = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-g', '30'];
    await runFfmpeg(['-f', 'lavfi', '-i', source, ...coding, '-y', path]);
    expect(compared(await made([path], WINDOW))).toEqual([57]);
  });

  it('is like a recording that is shown turned', async () => {
    const path = join(folder, 'turned.mp4');
    const plain = await footage({ seconds: 8 });
    await runFfmpeg(['-i', plain, '-c', 'copy', '-metadata:s:v:0', 'rotate=90', '-y', path]);
    expect(compared(await made([path], WINDOW))).toEqual([57]);
  });

  it('is like recordings of different sizes', async () => {
    const recordings = [
      await footage({ seconds: 5 }),
      await footage({ seconds: 5, startNumber: 75, size: '240x180' }),
    ];
    expect(compared(await made(recordings, WINDOW))).toEqual([27, 30]);
  });

  it.each<[string, readonly [number, number]]>([
    ['between two frames', [3.21, 3.23]],
    ['that is an instant', [3.21, 3.21]],
  ])('is like the frame of an interval %s', async (_, window) => {
    expect(compared(await made([await footage({ seconds: 8 })], window))).toEqual([1]);
  });

  it.each<[string, number]>([
    ['one frame early', 1],
    ['one frame late', -1],
    ['ten frames early', 10],
  ])('is noticed to show frames that are %s', async (_, frames) => {
    const encoder = new MovedFrames(frames);
    const path = await footage({ seconds: 8, gopSeconds: 4 });
    await expect(made([path], [3.2, 7], encoder)).rejects.toMatchObject({
      name: 'VerificationError',
      message: expect.stringMatching(/^from 0\.000 s on, encoded frames? /) as unknown,
    });
    await encoder.close();
  });
});
