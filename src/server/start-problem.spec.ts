import { describe, expect, it } from '@jest/globals';
import { OperatorError } from '../common/operator-error.js';
import { SettingsError } from '../config/settings.js';
import { startProblem } from './start-problem.js';

const system = (fields: object, message = 'no') => Object.assign(new Error(message), fields);

describe('What keeps the service from starting', () => {
  it.each<[string, unknown, RegExp]>([
    [
      'settings',
      new SettingsError(['PORT must be 1.', 'HOST too.']),
      /^PORT must be 1\.\nHOST too/,
    ],
    ['the rooms', new OperatorError('Mount the disk.'), /^Mount the disk\.$/],
    [
      'a taken port',
      system({ syscall: 'listen', code: 'EADDRINUSE' }),
      /already\. Set HOST and PORT/,
    ],
    [
      'an unheard-of listen error',
      system({ syscall: 'listen', code: 'EODD' }, 'odd.'),
      /^odd\. Set/,
    ],
    ['no server', system({ syscall: 'connect', code: 'ECONNREFUSED' }), /DATABASE_URL/],
    [
      'no server on any address',
      new AggregateError([system({ syscall: 'connect' })]),
      /DATABASE_URL/,
    ],
    [
      'a host that does not exist',
      system({ syscall: 'getaddrinfo' }, 'ENOTFOUND db'),
      /ENOTFOUND db/,
    ],
    ['a wrong password', system({ code: '28P01' }), /DATABASE_URL/],
    ['a database that does not exist', system({ code: '3D000' }), /DATABASE_URL/],
  ])('is told for %s', (_, error, told) => {
    expect(startProblem(error)).toMatch(told);
  });

  it.each<[string, unknown]>([
    ['a defect', new TypeError('undefined is not a function')],
    ['a failed migration', system({ code: '42P01' })],
    ['anything at all', 'text'],
  ])('is left to its stack for %s', (_, error) => {
    expect(startProblem(error)).toBeNull();
  });
});
