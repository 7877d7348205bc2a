import { describe, expect, it } from '@jest/globals';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Writable } from 'node:stream';
import { type Options, pinoHttp } from 'pino-http';
import { onBehalfOf } from '../common/http/request-id.js';
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

  const options = httpLog('warn').pinoHttp as Options;

  it('writes a line about each request, without its query', () => {
    const request = { method: 'GET', url: '/api/events?key=secret' } as IncomingMessage;
    const response = { statusCode: 404 } as ServerResponse;
    const expected = 'GET /api/events 404';
    expect(options.customSuccessMessage!(request, response, 5)).toBe(expected);
    expect(options.customErrorMessage!(request, response, new Error('x'))).toBe(expected);
    expect(options.level).toBe('warn');
  });

  it('writes neither headers nor queries of a request', () => {
    const { req, res } = options.serializers!;
    const headers = { authorization: 'Bearer secret' };
    expect(req!({ id: 'a', method: 'GET', url: '/a?key=secret', headers })).toEqual({
      ...{ id: 'a', method: 'GET', path: '/a' },
    });
    expect(res!({ statusCode: 200, headers })).toEqual({ statusCode: 200 });
  });

  it.each([
    ['/health/live', true],
    ['/health/ready?verbose', true],
    ['/healthy', false],
    ['/api/health/', false],
    [undefined, false],
  ])('leaves out probes: %p is one: %p', (url, isIgnored) => {
    const { ignore } = options.autoLogging as Exclude<Options['autoLogging'], boolean | undefined>;
    expect(ignore!({ url } as IncomingMessage)).toBe(isIgnored);
  });

  it('names the request in every line', () => {
    const mixin = options.mixin as () => object;
    expect(onBehalfOf('an-id', mixin)).toEqual({ request_id: 'an-id' });
  });
});
