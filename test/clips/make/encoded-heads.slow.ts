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
) => madeClip(recordings, interval, { cut: 'smart', runner, encoder, folder });

/** An encoder that takes frames which are so many before or after the right ones. */
class WrongFrames extends FfmpegRunner {
  constructor(private readonly frames: number) {
    super();
  }

  override ffmpeg(args: readonly string[], options?: RunOptions) {
    const moved = (number: string) => Number(number) + this.frames;
    const wrong = args.map((arg) =>
      arg.replace(/between\(n,(\d+),(\d+)\)/, (_, a: string, b: string) => {
        return `between(n,${moved(a)},${moved(b)})`;
      }),
    );
    return super.ffmpeg(wrong, options);
  }
}

const KINDS: [string, FootageOptions][] = [
  ['H.264', {}],
  ['B-frames in MPEG-TS', { container: 'ts', bFrames: 2 }],
  ['MPEG-TS whose clock begins late', { container: 'ts', extra: ['-output_ts_offset', '500'] }],
  ['MPEG-TS across its wraparound', { container: 'ts', extra: ['-output_ts_offset', '95440'] }],
  ['Matroska', { container: 'mkv', bFrames: 2 }],
  ['FLV', { container: 'flv' }],
  ['fragmented MP4', { extra: ['-movflags', 'frag_keyframe+empty_moov'] }],
  ['a varying frame rate', { vfr: true }],
  ['full range', { extra: ['-pix_fmt', 'yuvj420p'] }],
  ['non-square pixels', { extra: ['-aspect', '4:3'] }],
  ['a late start', { extra: ['-output_ts_offset', '5'] }],
];

const WINDOW = [3.2, 7] as const;

/** How many frames of each head were compared. */
const compared = ({ seams }: Produced) => seams.map(({ head }) => head?.frames);

describe('The head of a clip', () => {
  it.each(slice(KINDS, 3))('is like its recording: %s', async (_, options) => {
    const clip = await made([await footage({ seconds: 8, ...options })], WINDOW);
    expect(clip.method).toBe('smart');
    expect(compared(clip)).toEqual([expect.any(Number)]);
  });

  it.each(slice(SCENES, 3))('is like its recording: %s', async (name, source) => {
    const path = join(folder, `${name}.mp4`);
    const coding = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-g', '30'];
    await runFfmpeg(['-f', 'lavfi', '-i', source, ...coding, '-y', path]);
    expect(compared(await made([path], WINDOW))).toEqual([expect.any(Number)]);
  });

  it('is like a recording that is shown turned', async () => {
    const path = join(folder, 'turned.mp4');
    const plain = await footage({ seconds: 8 });
    await runFfmpeg(['-i', plain, '-c', 'copy', '-metadata:s:v:0', 'rotate=90', '-y', path]);
    const clip = await made([path], WINDOW);
    expect(compared(clip)).toHaveLength(1);
    expect(clip.comparedSize).toEqual({ width: 180, height: 320 });
  });

  it('is like the last frames of a group where no keyframe follows', async () => {
    const clip = await made([await footage({ seconds: 8, gopSeconds: 8 })], [3.2, 3.6]);
    expect([clip.method, compared(clip)]).toEqual(['transcode', [6]]);
  });

  it.each<[string, readonly [number, number]]>([
    ['between two frames', [3.21, 3.23]],
    ['that is an instant', [3.21, 3.21]],
  ])('is like the frame of an interval %s', async (_, window) => {
    expect(compared(await made([await footage({ seconds: 8 })], window))).toEqual([1]);
  });

  it('is one for each recording that does not begin with a keyframe in the interval', async () => {
    const recordings = [
      await footage({ seconds: 5 }),
      await footage({ seconds: 5, startNumber: 75 }),
    ];
    expect(compared(await made(recordings, WINDOW))).toHaveLength(1);
  });

  it.each([
    ['one frame early', -1],
    ['one frame late', 1],
    ['ten frames early', -10],
  ])('is noticed to show frames that are %s', async (_, frames) => {
    const path = await footage({ seconds: 8, gopSeconds: 4 });
    const encoder = new WrongFrames(frames);
    // Three frames follow the head in its group, as the interval ends there.
    await expect(made([path], [2, 3], encoder)).rejects.toMatchObject({
      name: 'VerificationError',
      message: expect.stringMatching(/^from 0\.000 s on, encoded frames? /) as unknown,
    });
    await encoder.close();
  });
});
