import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { open, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { isoFacts } from '../../src/ffmpeg/iso-facts.js';
import type { MediaFacts } from '../../src/ffmpeg/media-facts.js';
import { readFacts } from '../../src/ffmpeg/read-facts.js';
import { FfmpegRunner } from '../../src/ffmpeg/ffmpeg-runner.js';
import { footage, type FootageOptions } from '../support/footage.js';
import { runFfmpeg } from '../support/footage/run-ffmpeg.js';
import { Workshop } from './processes.js';

describe('isoFacts', () => {
  const runner = new FfmpegRunner();
  let workshop: Workshop;
  beforeAll(async () => void (workshop = await Workshop.open()));
  afterAll(async () => {
    await runner.close();
    await workshop.close();
  });

  async function read(path: string): Promise<MediaFacts | null> {
    const file = await open(path);
    try {
      return await isoFacts(file, (await file.stat()).size);
    } finally {
      await file.close();
    }
  }

  async function byFfprobe(path: string): Promise<MediaFacts> {
    const args = ['-of', 'json', '-show_format', '-show_streams', path];
    const { stdout } = await runner.ffprobe(args);
    return readFacts(stdout.toString(), 'mov', (await stat(path)).size);
  }

  /** Footage with some of its bytes changed. */
  async function changed(name: string, options: FootageOptions, change: (file: Buffer) => void) {
    const bytes = await readFile(await footage(options));
    change(bytes);
    const path = workshop.path(name);
    await writeFile(path, bytes);
    return path;
  }

  function turned(matrix: number[]) {
    return (file: Buffer) => {
      const at = file.indexOf('tkhd') + 4 + 40;
      matrix.forEach((value, i) => file.writeInt32BE(value * 0x10000, at + [0, 4, 12, 16].at(i)!));
    };
  }

  it.each<[string, FootageOptions]>([
    ['plain footage', {}],
    ['B-frames', { bFrames: 2 }],
    ['B-frames without an edit list', { bFrames: 2, extra: ['-use_editlist', '0'] }],
    ['negative composition offsets', { bFrames: 2, extra: ['-movflags', 'negative_cts_offsets'] }],
    ['a variable frame rate', { vfr: true }],
    ['29.97 frames per second', { fps: 30000 / 1001 }],
    ['full range', { extra: ['-pix_fmt', 'yuvj420p'] }],
    ['the index in front', { extra: ['-movflags', 'faststart'] }],
    ['a late start', { extra: ['-output_ts_offset', '5'] }],
    ['odd sizes', { size: '322x182' }],
    ['MOV', { container: 'mov' }],
    ['AAC', { audio: 'aac-48k' }],
    ['AAC at 8 kHz', { audio: 'aac-8k' }],
    ['AAC that begins late', { audio: 'aac-48k', audioDelay: 1.5 }],
    ['MP3', { audio: 'mp3' }],
    ['G.711 in MOV', { audio: 'pcm_mulaw', container: 'mov' }],
    ['when it was made', { extra: ['-metadata', 'creation_time=2026-01-03T10:30:00Z'] }],
  ])('says what ffprobe says of %s', async (_, options) => {
    const path = await footage(options);
    const facts = await read(path);
    const expected = await byFfprobe(path);
    expect(facts).not.toBeNull();
    const { durationSeconds, startTimeSeconds, video, ...rest } = facts!;
    const { durationSeconds: duration, startTimeSeconds: start, video: seen, ...others } = expected;
    expect(rest).toEqual(others);
    // The boxes round to a unit of the movie, usually a millisecond.
    expect(durationSeconds! + startTimeSeconds).toBeCloseTo(duration! + start, 2);
    expect(startTimeSeconds).toBeCloseTo(start, 2);
    expect({ ...video!, frameRate: 0, startTimeSeconds: 0 }).toEqual({
      ...seen!,
      frameRate: 0,
      startTimeSeconds: 0,
    });
    expect(video!.frameRate).toBeCloseTo(seen!.frameRate!, 1);
    expect(video!.startTimeSeconds).toBeCloseTo(seen!.startTimeSeconds, 2);
  });

  it.each([
    [90, [0, 1, -1, 0]],
    [180, [-1, 0, 0, -1]],
    [270, [0, -1, 1, 0]],
  ])('tells a turn by %d degrees', async (degrees, matrix) => {
    const path = await changed(`turned-${degrees}.mp4`, {}, turned(matrix));
    expect((await read(path))?.video?.rotation).toBe(degrees);
    expect((await byFfprobe(path)).video?.rotation).toBe(degrees);
  });

  it.each<[string, FootageOptions]>([
    ['fragments', { extra: ['-movflags', 'frag_keyframe+empty_moov'] }],
    ['HEVC', { codec: 'libx265' }],
    ['MPEG-4', { codec: 'mpeg4' }],
    ['fields', { x264Params: 'tff=1' }],
    ['ten bits', { extra: ['-pix_fmt', 'yuv420p10le'] }],
    ['4:4:4', { extra: ['-pix_fmt', 'yuv444p'] }],
    ['AAC in MOV', { audio: 'aac-48k', container: 'mov' }],
    ['PCM', { audio: 'pcm_s16le', container: 'mov' }],
  ])('leaves %s to ffprobe', async (_, options) => {
    expect(await read(await footage(options))).toBeNull();
  });

  it('leaves a mirrored picture to ffprobe', async () => {
    expect(await read(await changed('mirror.mp4', {}, turned([-1, 0, 0, 1])))).toBeNull();
  });

  it('leaves a time line with a piece left out to ffprobe', async () => {
    const path = workshop.path('trimmed.mp4');
    // Copied from between two keyframes, so that the first second is decoded and not shown.
    await runFfmpeg(['-ss', '1', '-i', await footage(), '-c', 'copy', '-y', path]);
    expect(await read(path)).toBeNull();
  });

  it('leaves a third track to ffprobe', async () => {
    const path = workshop.path('two-sounds.mp4');
    const input = await footage({ audio: 'aac-48k' });
    await runFfmpeg(['-i', input, '-map', '0', '-map', '0:a', '-c', 'copy', '-y', path]);
    expect(await read(path)).toBeNull();
  });

  it('leaves a file that is cut short anywhere to ffprobe', async () => {
    const whole = await readFile(
      await footage({ audio: 'aac-48k', extra: ['-movflags', 'faststart'] }),
    );
    const path = workshop.path('short.mp4');
    const index = whole.indexOf('mdat');
    const lengths = Array.from({ length: 20 }, (_, i) => Math.round((index * i) / 19));
    for (const length of [...lengths, whole.length - 1].reverse()) {
      await writeFile(path, whole);
      await truncate(path, length);
      expect(await read(path)).toBeNull();
    }
  });

  it('takes no harm from any byte of the index being another', async () => {
    const whole = await readFile(await footage({ audio: 'aac-48k', seconds: 2 }));
    const path = workshop.path('damaged.mp4');
    const index = whole.indexOf('moov');
    for (let at = index - 4; at < whole.length; at += 23) {
      const damaged = Buffer.from(whole);
      damaged[at] = 0xff - damaged[at]!;
      await writeFile(path, damaged);
      const facts = await read(path);
      if (facts) expect(facts.video).toMatchObject({ codec: 'h264', fieldOrder: 'progressive' });
    }
  });
});
