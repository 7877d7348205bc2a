import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { FfmpegRunner, type RunOptions } from '../../../src/ffmpeg/ffmpeg-runner.js';
import { workspace } from '../../cut/workspace.js';
import { footage, type FootageOptions, readFrameNumbers } from '../../support/footage.js';
import { slice } from '../../support/matrix.js';
import { numbers } from '../../support/read-clip.js';
import { madeClip } from './made-clip.js';

const { runner, folder } = workspace();

/** FFmpeg that gives packets other times after a seek, as one does that lands elsewhere than it says. */
class LyingSeek extends FfmpegRunner {
  /** For each process that decodes a part: whether it sought. */
  readonly sought: boolean[] = [];
  /** How often packets were read from the beginning of a file without being decoded. */
  demuxed = 0;

  constructor(private readonly lateSeconds: number) {
    super();
  }

  override ffmpeg(args: readonly string[], options?: RunOptions) {
    const hasSought = args.includes('-noaccurate_seek') && args.includes('-output_ts_offset');
    if (args.includes('-output_ts_offset')) this.sought.push(hasSought);
    else if (args.includes('-copypriorss')) this.demuxed++;
    if (!hasSought || this.lateSeconds === 0) return super.ffmpeg(args, options);
    const at = args.indexOf('-i');
    const moved = ['-itsoffset', String(this.lateSeconds)];
    return super.ffmpeg([...args.slice(0, at), ...moved, ...args.slice(at)], options);
  }
}

/** Long enough that FFmpeg seeks, and begins with a keyframe of its own. */
const WINDOW = [9.2, 11] as const;
const FRAMES = numbers(138, 164);

async function made(options: FootageOptions, lateSeconds: number) {
  const encoder = new LyingSeek(lateSeconds);
  try {
    const path = await footage({ seconds: 12, ...options });
    const clip = await madeClip([path], WINDOW, { cut: 'transcode', runner, encoder, folder });
    const shown = await readFrameNumbers(clip.output);
    return { encoder, frames: shown.map(({ number }) => number) };
  } finally {
    await encoder.close();
  }
}

/** Whether such a file is also read without FFmpeg. */
const KINDS: [string, FootageOptions, boolean][] = [
  ['H.264 with B-frames', { bFrames: 2 }, true],
  ['HEVC in MPEG-TS', { codec: 'libx265', container: 'ts' }, true],
  ['Motion JPEG in AVI', { codec: 'mjpeg', container: 'avi' }, false],
  ['HEVC', { codec: 'libx265' }, true],
  ['MPEG-TS across its wraparound', { container: 'ts', bFrames: 2, extra: ['-output_ts_offset', '95440'] }, true], // prettier-ignore
  ['an open GOP in MPEG-TS', { openGop: true, bFrames: 2, container: 'ts' }, true],
  ['intra refresh in MPEG-TS', { intraRefresh: true, container: 'ts' }, true],
  ['Matroska', { container: 'mkv', bFrames: 2 }, true],
  ['HEVC in Matroska', { container: 'mkv', codec: 'libx265' }, true],
  ['FLV', { container: 'flv' }, true],
  ['H.264 in AVI', { container: 'avi' }, true],
  ['MPEG-4 in AVI', { codec: 'mpeg4', container: 'avi' }, false],
  ['Motion JPEG', { codec: 'mjpeg' }, true],
  ['fragmented MP4', { extra: ['-movflags', 'frag_keyframe+empty_moov'] }, true],
  ['a late start', { extra: ['-output_ts_offset', '5'] }, true],
  ['groups longer than the lead', { gopSeconds: 12 }, true],
];

describe('A seek for a clip that is encoded completely', () => {
  const warn = jest.spyOn(Logger.prototype, 'warn');
  beforeAll(() => void warn.mockImplementation(() => {}));
  afterAll(() => warn.mockRestore());

  it.each(slice(KINDS, 3))('is proven: %s', async (_, options, isReadHere) => {
    const { encoder, frames } = await made(options, 0);
    expect(frames).toEqual(FRAMES);
    expect(encoder.sought).toEqual([true]);
    expect(encoder.demuxed).toBe(isReadHere ? 0 : 1);
    expect(warn).not.toHaveBeenCalled();
  });

  it.each(slice(KINDS, 3))(
    'that lands three frames off is noticed, and the clip is made without one: %s',
    async (_, options) => {
      const { encoder, frames } = await made(options, 3 / 15);
      expect(frames).toEqual(FRAMES);
      expect(encoder.sought.slice(0, 2)).toEqual([true, false]);
      expect(warn).toHaveBeenCalledWith(expect.stringContaining('reads from further back'));
      warn.mockClear();
    },
  );
});
