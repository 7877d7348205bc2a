import { describe, expect, it } from '@jest/globals';
import { FfmpegError } from '../ffmpeg/ffmpeg-error.js';
import { ffmpegProblem } from './ffmpeg-problem.js';

describe('ffmpegProblem', () => {
  it.each([
    ['degraded', 'timeout'],
    ['degraded', 'killed'],
    ['down', 'not_found'],
  ] as const)('is %s where starting it ended with %s', (status, reason) => {
    expect(ffmpegProblem(new FfmpegError(reason, { args: [] })).status).toBe(status);
  });
});
