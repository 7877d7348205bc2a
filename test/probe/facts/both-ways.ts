import { expect } from '@jest/globals';
import { open, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Demuxer } from '../../../src/formats/demuxer.js';
import { flv } from '../../../src/formats/flv/demuxer.js';
import { isobmff } from '../../../src/formats/isobmff/demuxer.js';
import { matroska } from '../../../src/formats/matroska/demuxer.js';
import { mpegts } from '../../../src/formats/mpegts/demuxer.js';
import { ownFacts } from '../../../src/probe/own-facts.js';
import type { FfmpegRunner } from '../../../src/ffmpeg/ffmpeg-runner.js';
import type { MediaFacts } from '../../../src/formats/media-facts.js';
import { factsByFfprobe } from '../../../src/probe/facts-by-ffprobe.js';

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
  return factsByFfprobe(runner, path, demuxerOf(path), (await stat(path)).size);
}

/** Chosen by the file's name, so that a damaged file goes to the reader under test. */
function demuxerOf(path: string): Demuxer {
  return { '.mkv': matroska, '.ts': mpegts, '.flv': flv }[extname(path)] ?? isobmff;
}

/**
 * Checks that `own` equals the facts of ffprobe.
 *
 * The video has to start at the same tick, since frames are selected by it, and the file at the same microsecond,
 * to which ffprobe rounds. Ends may differ by a unit of the container's clock, to which it rounds durations.
 */
export function expectSameFacts(own: MediaFacts | null, ffprobes: MediaFacts): void {
  expect(own).not.toBeNull();
  const { startTimeSeconds, video, ...rest } = own!;
  const { startTimeSeconds: start, video: seen, ...others } = ffprobes;
  expect(rest).toEqual(others);
  expect(startTimeSeconds).toBeCloseTo(start, 5);
  const { frameRate, startTimeSeconds: from, endTimeSeconds: to, ...picture } = video!;
  const {
    frameRate: rate,
    startTimeSeconds: seenFrom,
    endTimeSeconds: end,
    ...seenPicture
  } = seen!;
  // Of HEVC in MPEG-TS, ffprobe does not say whether its pictures are fields.
  expect(picture).toEqual({ ...seenPicture, fieldOrder: seenPicture.fieldOrder ?? 'progressive' });
  expect(from).toBeCloseTo(seenFrom, 9);
  expect(Math.abs(to! - end!)).toBeLessThan(0.0011);
  expect(Math.abs(frameRate! / rate! - 1)).toBeLessThan(0.02);
}
