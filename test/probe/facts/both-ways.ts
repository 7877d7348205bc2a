import { expect } from '@jest/globals';
import { open, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Demuxer } from '../../../src/formats/demuxer.js';
import { isobmff } from '../../../src/formats/isobmff/demuxer.js';
import { matroska } from '../../../src/formats/matroska/demuxer.js';
import { mpegts } from '../../../src/formats/mpegts/demuxer.js';
import { ownFacts } from '../../../src/probe/own-facts.js';
import type { FfmpegRunner } from '../../../src/ffmpeg/ffmpeg-runner.js';
import type { MediaFacts } from '../../../src/formats/media-facts.js';
import { readFacts } from '../../../src/probe/ffprobe-facts.js';

/** The facts that are read in process; null if ffprobe has to read them. */
export async function ownFactsOf(path: string): Promise<MediaFacts | null> {
  const file = await open(path);
  try {
    return await ownFacts({ file, sizeBytes: (await file.stat()).size }, demuxerOf(path));
  } finally {
    await file.close();
  }
}

export async function ffprobeFactsOf(runner: FfmpegRunner, path: string): Promise<MediaFacts> {
  const args = ['-of', 'json', '-show_format', '-show_streams', path];
  const { stdout } = await runner.ffprobe(args);
  return readFacts(stdout.toString(), demuxerOf(path).name, (await stat(path)).size);
}

/** Chosen by the file's name, so that a damaged file goes to the reader under test. */
function demuxerOf(path: string): Demuxer {
  return { '.mkv': matroska, '.ts': mpegts }[extname(path)] ?? isobmff;
}

/**
 * Checks that `own` equals the facts of ffprobe.
 *
 * The video has to start at the same tick, since frames are selected by it, and the file at the same microsecond,
 * to which ffprobe rounds. Ends may differ by a frame of sound or a unit of the movie's header. The frame rate only
 * gives the duration of the last picture.
 */
export function expectSameFacts(own: MediaFacts | null, ffprobes: MediaFacts): void {
  expect(own).not.toBeNull();
  const { durationSeconds, startTimeSeconds, video, ...rest } = own!;
  const { durationSeconds: duration, startTimeSeconds: start, video: seen, ...others } = ffprobes;
  expect(rest).toEqual(others);
  expect(startTimeSeconds).toBeCloseTo(start, 5);
  expect(durationSeconds === null).toBe(duration === null);
  expect(Math.abs(durationSeconds! - duration!)).toBeLessThan(0.025);
  const { frameRate, startTimeSeconds: from, ...picture } = video!;
  const { frameRate: rate, startTimeSeconds: seenFrom, ...seenPicture } = seen!;
  expect(picture).toEqual(seenPicture);
  expect(from).toBeCloseTo(seenFrom, 9);
  expect(Math.abs(frameRate! / rate! - 1)).toBeLessThan(0.02);
}
