import { BadRequestException, HttpException, NotFoundException } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { EventClipsError } from '../event-clips-error.js';
import { errorBodyOf } from './error-body.js';

const failed = (facts: object, message = 'secret') => Object.assign(new Error(message), facts);

describe('errorBodyOf', () => {
  it('shows what was raised on purpose', () => {
    expect(errorBodyOf(new EventClipsError('CLIP_PENDING', 409, 'Wait.'))).toEqual({
      statusCode: 409,
      error: 'Conflict',
      code: 'CLIP_PENDING',
      message: 'Wait.',
    });
  });

  it('shows what was raised on purpose while a body was read', () => {
    const cause = new EventClipsError('VALIDATION_FAILED', 400, 'Too deep.');
    const wrapped = new HttpException('Bad Request', 400, { cause });
    expect(errorBodyOf(wrapped)).toMatchObject({ code: 'VALIDATION_FAILED', message: 'Too deep.' });
  });

  it('lists what validation found, each fault as text', () => {
    expect(errorBodyOf(new BadRequestException(['a must be …', 'b must be …']))).toEqual({
      statusCode: 400,
      error: 'Bad Request',
      code: 'VALIDATION_FAILED',
      message: ['a must be …', 'b must be …'],
    });
  });

  it.each([
    ['a bad request', new BadRequestException('secret'), 400, 'BAD_REQUEST'],
    ['an unknown route', new NotFoundException('secret'), 404, 'NOT_FOUND'],
    ['a body that is too large', failed({ status: 413 }), 413, 'BODY_TOO_LARGE'],
    ['malformed JSON', failed({ status: 400 }), 400, 'BAD_REQUEST'],
    ['another mistake of the caller', failed({ status: 499 }), 499, 'ERROR'],
    ['a status of the server', failed({ status: 500 }), 500, 'INTERNAL_ERROR'],
    ['a status that is none', failed({ status: 399 }), 500, 'INTERNAL_ERROR'],
    ['a status as text', failed({ status: '404' }), 500, 'INTERNAL_ERROR'],
    ['a bug', failed({}), 500, 'INTERNAL_ERROR'],
    ['a lost connection', failed({ code: '08006' }), 503, 'DATABASE_UNAVAILABLE'],
    ['a server that shuts down', failed({ code: '57P01' }), 503, 'DATABASE_UNAVAILABLE'],
    ['too many connections', failed({ code: '53300' }), 503, 'DATABASE_UNAVAILABLE'],
    ['a cancelled statement', failed({ code: '57014' }), 500, 'INTERNAL_ERROR'],
    ['a full table space', failed({ code: '53100' }), 500, 'INTERNAL_ERROR'],
    ['another class that ends alike', failed({ code: '22008' }), 500, 'INTERNAL_ERROR'],
    [
      'a refused connection',
      failed({ code: 'ECONNREFUSED', syscall: 'connect' }),
      503,
      'DATABASE_UNAVAILABLE',
    ],
    [
      'a reset connection',
      failed({ code: 'ECONNRESET', syscall: 'read' }),
      503,
      'DATABASE_UNAVAILABLE',
    ],
    ['a missing file', failed({ code: 'ENOENT', syscall: 'open' }), 500, 'INTERNAL_ERROR'],
    [
      'an unknown address',
      failed({ code: 'EADDRINUSE', syscall: 'connect' }),
      500,
      'INTERNAL_ERROR',
    ],
    [
      'a pool without a free connection',
      failed({}, 'timeout exceeded when trying to connect'),
      503,
      'DATABASE_UNAVAILABLE',
    ],
    [
      'a connection that broke',
      failed({}, 'Connection terminated unexpectedly'),
      503,
      'DATABASE_UNAVAILABLE',
    ],
    ['a new connection that is silent', failed({}, 'timeout expired'), 503, 'DATABASE_UNAVAILABLE'],
    [
      'a statement that took too long',
      failed({ code: '57014' }, 'canceling statement due to statement timeout'),
      503,
      'DATABASE_UNAVAILABLE',
    ],
    ['words inside a message', failed({}, 'x Connection terminated'), 500, 'INTERNAL_ERROR'],
    [
      'a driver’s error',
      failed({ driverError: failed({ code: '08001' }) }),
      503,
      'DATABASE_UNAVAILABLE',
    ],
    [
      'a driver’s other error',
      failed({ code: '08001', driverError: failed({}) }),
      500,
      'INTERNAL_ERROR',
    ],
    [
      'TypeORM without a connection',
      failed({ name: 'ConnectionIsNotSetError' }),
      503,
      'DATABASE_UNAVAILABLE',
    ],
    [
      'TypeORM that connects',
      failed({ name: 'CannotConnectAlreadyConnectedError' }),
      503,
      'DATABASE_UNAVAILABLE',
    ],
    ['no error at all', null, 500, 'INTERNAL_ERROR'],
  ])('answers %s without its words', (_, error, statusCode, code) => {
    const body = errorBodyOf(error ?? new Error());
    expect(body).toMatchObject({ statusCode, code });
    expect(JSON.stringify(body)).not.toContain('secret');
  });

  it('names other statuses by their words', () => {
    expect(errorBodyOf(new HttpException('Slow down.', 429))).toEqual({
      statusCode: 429,
      error: 'Too Many Requests',
      code: 'TOO_MANY_REQUESTS',
      message: 'Slow down.',
    });
  });
});
