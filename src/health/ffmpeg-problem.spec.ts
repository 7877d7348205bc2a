import { describe, expect, it } from '@jest/globals';
import { FfmpegError } from '../ffmpeg/ffmpeg-error.js';
import { ffmpegProblem } from './ffmpeg-problem.js';

describe('ffmpegProblem', () => {
  it.each([
    ['degraded', 'timeout'],
    ['down', 'not_found'],
    ['down', 'failed'],
  ] as const)('is %s where starting it ended with %s', (status, reason) => {
    const cause = new FfmpegError(reason, { args: [] });
    expect(ffmpegProblem(new FfmpegError('not_found', { args: [], cause })).status).toBe(status);
  });
});
