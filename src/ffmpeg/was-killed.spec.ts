import { describe, expect, it } from '@jest/globals';
import { ForkServerEnded, NotStarted } from './forked-process.js';
import { couldNotRun, wasKilled } from './was-killed.js';

const end = (exitCode: number | null, signal: NodeJS.Signals | null = null, stderr = '') => ({
  exitCode,
  signal,
  stderr,
});

describe('wasKilled', () => {
  it.each<[string, ReturnType<typeof end>, boolean]>([
    ["the kernel's OOM killer", end(null, 'SIGKILL'), true],
    ['an operator', end(null, 'SIGTERM'), true],
    ['a crash', end(null, 'SIGSEGV'), false],
    ['an assertion', end(null, 'SIGABRT'), false],
    ['the limit of its output', end(null, 'SIGXFSZ'), false],
    ['SIGKILL within a wrapper', end(137), true],
    ['a crash within a wrapper', end(139), false],
    ['a signal that FFmpeg caught', end(255, null, 'error while decoding MB 3 4'), true],
    ['EPERM', end(255, null, 'file:/a: Operation not permitted'), false],
    ['an error', end(1), false],
  ])('is right about %s', (_, how, expected) => {
    expect(wasKilled(how)).toBe(expected);
  });
});

describe('couldNotRun', () => {
  it.each<[string, unknown, boolean]>([
    ['the end of the fork server', new ForkServerEnded(), true],
    ['no memory', new NotStarted('ENOMEM'), true],
    ['no descriptor', { code: 'EMFILE' }, true],
    ['a folder that is gone', { code: 'ENOENT', syscall: 'mkdtemp' }, true],
    ['a program that is gone', new NotStarted('ENOENT'), false],
    ['an error without a code', new Error('x'), false],
  ])('is right about %s', (_, error, expected) => {
    expect(couldNotRun(error)).toBe(expected);
  });
});
