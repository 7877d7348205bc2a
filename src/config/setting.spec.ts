import { describe, expect, it } from '@jest/globals';
import {
  addressPath,
  boolean,
  byteLimit,
  cron,
  folders,
  fraction,
  integer,
  parseHttpUrl,
  postgresUrl,
  publicUrl,
  type Setting,
} from './setting.js';

/** The value that a text is read as, or `refused`. */
function read(setting: Setting<unknown>, text: string): unknown {
  try {
    return setting.parse(text);
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError);
    return 'refused';
  }
}

describe('A setting', () => {
  it.each<[string, Setting<unknown>, string, unknown]>([
    ['integer', integer(5, 2, 300), '2', 2],
    ['integer', integer(5, 2, 300), '300', 300],
    ['integer', integer(5, 2, 300), '007', 7],
    ['integer', integer(5, 2, 300), '1', 'refused'],
    ['integer', integer(5, 2, 300), '301', 'refused'],
    ['integer', integer(5, 2, 300), '3.0', 'refused'],
    ['integer', integer(5, 2, 300), '1e2', 'refused'],
    ['integer', integer(5, 2, 300), '0x10', 'refused'],
    ['integer', integer(5, 2, 300), '+5', 'refused'],
    ['integer', integer(5, 2, 300), '5s', 'refused'],
    ['integer', integer(5, 0, 2 ** 60), '9007199254740993', 9007199254740992],
    ['integer', integer(5, 0, 2 ** 60), '00000000000000005', 'refused'],
    ['byteLimit', byteLimit(), '1', 1],
    ['byteLimit', byteLimit(), '9007199254740991', Number.MAX_SAFE_INTEGER],
    ['byteLimit', byteLimit(), '9007199254740992', 'refused'],
    ['byteLimit', byteLimit(), '0', 'refused'],
    ['fraction', fraction(0.5), '0', 0],
    ['fraction', fraction(0.5), '1', 1],
    ['fraction', fraction(0.5), '.5', 0.5],
    ['fraction', fraction(0.5), '1.000001', 'refused'],
    ['fraction', fraction(0.5), '1.', 'refused'],
    ['fraction', fraction(0.5), '1e-1', 'refused'],
    ['cron', cron(''), '0 3 * * *', '0 3 * * *'],
    ['cron', cron(''), '15 0 3 * * *', '15 0 3 * * *'],
    ['cron', cron(''), '0 24 * * *', 'refused'],
    ['boolean', boolean(false), 'TRUE', true],
    ['boolean', boolean(false), '1', true],
    ['boolean', boolean(false), 'yes', true],
    ['boolean', boolean(false), 'on', true],
    ['boolean', boolean(true), 'False', false],
    ['boolean', boolean(true), '0', false],
    ['boolean', boolean(true), 'no', false],
    ['boolean', boolean(true), 'off', false],
    ['boolean', boolean(true), 'not', 'refused'],
    ['boolean', boolean(true), '10', 'refused'],
    ['folders', folders([]), '/a:', ['/a']],
    ['folders', folders([]), ':', 'refused'],
    ['addressPath', addressPath(), '/a', '/a'],
    ['addressPath', addressPath(), '/a/b/', '/a/b'],
    ['addressPath', addressPath(), '/', 'refused'],
    ['addressPath', addressPath(), '/a//b', 'refused'],
    ['addressPath', addressPath(), 'a/b', 'refused'],
    ['postgresUrl', postgresUrl(), 'postgres://a@b/c', 'postgres://a@b/c'],
    ['postgresUrl', postgresUrl(), 'postgresql://a@b/c', 'postgresql://a@b/c'],
    ['postgresUrl', postgresUrl(), 'xpostgres://a@b/c', 'refused'],
    ['postgresUrl', postgresUrl(), 'postgres://a@b:port/c', 'refused'],
    ['publicUrl', publicUrl(), 'https://nvr.example/x', new URL('https://nvr.example/x')],
    ['publicUrl', publicUrl(), 'https://nvr.example/?x', 'refused'],
    ['publicUrl', publicUrl(), 'https://nvr.example/#x', 'refused'],
    ['publicUrl', publicUrl(), 'ftp://nvr.example', 'refused'],
    ['publicUrl', publicUrl(), 'nvr.example', 'refused'],
  ])('%s (%p) reads “%s” as %p', (_, setting, text, expected) => {
    expect(read(setting, text)).toEqual(expected);
  });
});

describe('parseHttpUrl', () => {
  it.each([
    ['http://a', 'http://a/'],
    ['https://a/b?c', 'https://a/b?c'],
    ['httpx://a', null],
    ['xhttp://a', null],
    ['https://user@a', null],
    ['https://:secret@a', null],
    ['a', null],
  ])('reads %s as %p', (text, expected) => {
    expect(parseHttpUrl(text)?.href ?? null).toBe(expected);
  });
});
