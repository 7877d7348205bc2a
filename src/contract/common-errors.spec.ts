import { describe, expect, it } from '@jest/globals';
import type { Scope } from '../common/http/access.js';
import { commonErrors } from './common-errors.js';
import { errorResponses } from './error-responses.js';
import type { Operation } from './operation.js';

describe('commonErrors', () => {
  const parameter = (where: 'path' | 'query', name = 'name') => ({ in: where, name }) as const;
  const body = { content: {} };
  const codes = (operation: object, method: string, access: Scope | 'public') =>
    errorResponses(commonErrors(operation as Operation, method, access));
  const listed = (...args: Parameters<typeof codes>) =>
    Object.values(codes(...args))
      .flatMap(({ content }) => Object.keys(content!['application/json']!.examples!))
      .sort();
  const ALL = ['HOST_NOT_ALLOWED', 'INTERNAL_ERROR', 'RATE_LIMITED'];
  const KEYED = ['FORBIDDEN', 'INVALID_USER', 'KEY_EXPIRED', 'UNAUTHORIZED', 'USER_NOT_ALLOWED'];
  const sets: [string, object, string, Scope | 'public', string[]][] = [
    ['a public route', {}, 'get', 'public', []],
    ['a route that needs a key', {}, 'get', 'read', KEYED],
    ['a route that changes something', {}, 'post', 'public', ['ORIGIN_NOT_ALLOWED']],
    ['a query', { parameters: [parameter('query')] }, 'get', 'public', ['VALIDATION_FAILED']],
    ['a path', { parameters: [parameter('path')] }, 'get', 'public', ['BAD_REQUEST', 'VALIDATION_FAILED']], // prettier-ignore
    ['an id', { parameters: [parameter('path', 'id')] }, 'get', 'public', ['BAD_REQUEST', 'INVALID_ID', 'VALIDATION_FAILED']], // prettier-ignore
    ['a body', { requestBody: body }, 'get', 'public', ['BAD_REQUEST', 'BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE', 'VALIDATION_FAILED']], // prettier-ignore
  ];
  it.each(sets)('has those of %s', (_, operation, method, access, expected) => {
    expect(listed(operation, method, access)).toEqual([...ALL, ...expected].sort());
  });
});
