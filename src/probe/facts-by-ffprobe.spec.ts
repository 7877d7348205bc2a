import { describe, expect, it } from '@jest/globals';
import { FfmpegError, type FfmpegFailure } from '../ffmpeg/ffmpeg-error.js';
import type { FfmpegRunner } from '../ffmpeg/ffmpeg-runner.js';
import { demuxerNamed } from '../formats/demuxers.js';
import { factsByFfprobe } from './facts-by-ffprobe.js';

/** Reads a file with an ffprobe that fails like that. */
function factsOf(reason: FfmpegFailure, tail: string) {
  const error = new FfmpegError(reason, { args: [], tail });
  const runner = { ffprobe: () => Promise.reject(error) } as unknown as FfmpegRunner;
  return factsByFfprobe(runner, '/media/a.ts', demuxerNamed('mpegts')!, 9);
}

describe('factsByFfprobe', () => {
  it.each<[string, FfmpegFailure, string, object]>([
    [
      'a damaged file',
      ...(['failed', 'Invalid data found when processing input'] as const),
      { code: 'UNREADABLE_SOURCE', message: expect.stringMatching(/^a\.ts begins like MPEG-TS/) },
    ],
    ['an ffprobe without a protocol', 'failed', 'x: Protocol not found', { code: 'FFMPEG_FAILED' }],
    ['a missing ffprobe', 'not_found', '', { code: 'FFMPEG_NOT_FOUND' }],
    ['a killed ffprobe', 'killed', 'Invalid data found', { code: 'PROCESS_KILLED', status: 503 }],
    ['a long time', 'timeout', '', { code: 'TIMED_OUT' }],
  ])('reports %s', async (_, reason, tail, expected) => {
    await expect(factsOf(reason, tail)).rejects.toMatchObject(expected);
  });
});
