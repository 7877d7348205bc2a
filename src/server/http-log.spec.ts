import { describe, expect, it } from '@jest/globals';
import { Writable } from 'node:stream';
import { type Options, pinoHttp } from 'pino-http';
import { FfmpegError } from '../ffmpeg/ffmpeg-error.js';
import { httpLog } from './http-log.js';

describe('httpLog', () => {
  it('writes the details of an FFmpeg failure that is the cause of another error', () => {
    const lines: string[] = [];
    const output = new Writable({
      write: (chunk: Buffer, _, done) => {
        lines.push(chunk.toString());
        done();
      },
    });
    const { logger } = pinoHttp(httpLog('info').pinoHttp as Options, output);
    const cause = new FfmpegError('failed', {
      args: ['-i', 'x'],
      exitCode: 1,
      tail: 'moov missing',
    });
    logger.warn({ err: new Error('unreadable', { cause }) }, 'Clip failed');

    expect(JSON.parse(lines[0]!)).toMatchObject({
      err: {
        message: 'unreadable',
        cause: { code: 'FFMPEG_FAILED', args: ['-i', 'x'], exitCode: 1, tail: 'moov missing' },
      },
    });
  });
});
