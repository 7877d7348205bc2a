import type { ArgumentsHost } from '@nestjs/common';
import type { HttpAdapterHost } from '@nestjs/core';
import { describe, expect, it } from '@jest/globals';
import { EventClipsError } from '../event-clips-error.js';
import { ErrorFilter } from './error.filter.js';

class SlowDown extends EventClipsError {
  constructor(override readonly retryAfterSeconds: number | null) {
    super('SLOW_DOWN', 429, 'Wait.');
  }
}

describe('ErrorFilter', () => {
  it.each<[string, EventClipsError, Record<string, unknown>, unknown]>([
    ['as the error says', new SlowDown(42), {}, 42],
    ['by default', new SlowDown(null), {}, 5],
    ['as a guard has set before', new SlowDown(42), { 'Retry-After': 7 }, 7],
    ['not for an error of the caller', new EventClipsError('NO', 400, 'No.'), {}, undefined],
  ])('says when to retry %s', (_, error, headers, expected) => {
    const response = {
      headersSent: false,
      hasHeader: (name: string) => name in headers,
      setHeader: (name: string, value: unknown) => (headers[name] = value),
    };
    const host = { switchToHttp: () => ({ getResponse: () => response }) };
    const adapter = { httpAdapter: { reply: () => undefined } };
    const filter = new ErrorFilter(adapter as unknown as HttpAdapterHost);
    filter.catch(error, host as unknown as ArgumentsHost);
    expect(headers['Retry-After']).toBe(expected);
  });
});
