import { describe, expect, it } from '@jest/globals';
import { OperatorError } from '../common/operator-error.js';
import { SettingsError } from '../config/settings.js';
import { startProblem } from './start-problem.js';

const system = (fields: object, message = 'no') => Object.assign(new Error(message), fields);

describe('The reason why the service cannot start', () => {
  it.each<[string, unknown, RegExp]>([
    [
      'settings',
      new SettingsError(['PORT must be 1.', 'HOST too.']),
      /^PORT must be 1\.\nHOST too/,
    ],
    ['an error of a module', new OperatorError('Mount the disk.'), /^Mount the disk\.$/],
    [
      'a taken port',
      system({ syscall: 'listen', code: 'EADDRINUSE' }),
      /already listens on this address and port\. Set HOST and PORT/,
    ],
    ['an unknown listen error', system({ syscall: 'listen', code: 'EODD' }, 'odd.'), /^odd\. Set/],
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
  ])('is said in a sentence for %s', (_, error, sentence) => {
    expect(startProblem(error)).toMatch(sentence);
  });

  it.each<[string, unknown]>([
    ['a bug', new TypeError('undefined is not a function')],
    ['a failed migration', system({ code: '42P01' })],
    ['a value that is no error', 'text'],
  ])('is left to the stack for %s', (_, error) => {
    expect(startProblem(error)).toBeNull();
  });
});
