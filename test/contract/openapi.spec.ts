import { describe, expect, it } from '@jest/globals';
import { STATUS_CODES } from 'node:http';
import type { ErrorBody } from '../../src/common/http/error-body.dto.js';
import { SCOPES } from '../../src/common/http/access.js';
import { contract, faults, type MediaType, operations } from '../support/contract.js';

const JSON_TYPE = 'application/json';
const named = operations.map((each) => [`${each.method} ${each.path}`, each] as const);

const examplesOf = ({ example, examples = {} }: MediaType) => [
  ...(example === undefined ? [] : [example]),
  ...Object.values(examples).map(({ value }) => value),
];

/** The answers of an operation that are errors of the contract's shape. */
const errorsOf = ({ responses }: (typeof operations)[number]) =>
  Object.entries(responses).filter(
    ([status, { content }]) =>
      Number(status) >= 400 && JSON.stringify(content?.[JSON_TYPE]?.schema).includes('/ErrorBody'),
  );

/** The contract of the built program; CI compares test/openapi.json with it. */
describe.each(named)('The contract of %s', (_, operation) => {
  const { method, security, responses, requestBody } = operation;
  const scope = security[0]?.['key']?.[0] ?? null;
  const bodies = [
    ...(requestBody ? [['request', requestBody.content] as const] : []),
    ...Object.entries(responses).map(([status, { content }]) => [status, content] as const),
  ].flatMap(([where, content]) =>
    Object.entries(content ?? {}).map(([type, body]) => ({ where, type, body })),
  );

  it('says what it does, and what each answer means', () => {
    expect(operation.summary).toMatch(/^[A-Z].*\.$/s);
    expect(contract.tags.map(({ name }) => name)).toEqual(expect.arrayContaining(operation.tags));
    expect(operation.tags).toHaveLength(1);
    for (const { description } of Object.values(responses)) expect(description).not.toBe('');
  });

  it('says who may call it', () => {
    const isPublic = operation.path.startsWith('/health/');
    expect(security.length === 0).toBe(isPublic);
    if (!isPublic) expect(SCOPES).toContain(scope);
    for (const scheme of security.flatMap((requirement) => Object.keys(requirement))) {
      expect(contract.components.securitySchemes).toHaveProperty(scheme);
    }
    expect(operation.description).toContain(isPublic ? 'no key' : `the scope \`${scope}\``);
  });

  it('lists its errors, each with its code, and the message that the code gives it', () => {
    const codes = errorsOf(operation).flatMap(([status, { content = {} }]) => {
      const { schema, examples = {} } = content[JSON_TYPE]!;
      expect(examples).not.toEqual({});
      return Object.entries(examples).map(([code, { value }]) => {
        const body = value as ErrorBody;
        expect(body).toMatchObject({
          statusCode: Number(status),
          code,
          error: STATUS_CODES[status],
        });
        // An answer with a code that is not listed is an error, so that answers can be checked.
        expect(faults(schema, { ...body, code: 'OTHER' })).toContain('code');
        return code;
      });
    });
    expect(codes).toEqual(
      expect.arrayContaining(['HOST_NOT_ALLOWED', 'RATE_LIMITED', 'INTERNAL_ERROR']),
    );
    if (scope) expect(codes).toEqual(expect.arrayContaining(['UNAUTHORIZED', 'FORBIDDEN']));
    if (method !== 'GET') expect(codes).toContain('ORIGIN_NOT_ALLOWED');
    if (requestBody)
      expect(codes).toEqual(expect.arrayContaining(['VALIDATION_FAILED', 'BODY_TOO_LARGE']));
    if (operation.path.includes('{id}')) expect(codes).toContain('INVALID_ID');
    expect(responses).not.toHaveProperty('default');
  });

  it('says when to try again, and where a created resource is', () => {
    for (const [status, { headers = {} }] of errorsOf(operation)) {
      if (['429', '503'].includes(status)) expect(headers).toHaveProperty('Retry-After');
      if (status === '401') expect(headers).toHaveProperty('WWW-Authenticate');
      if (status === '416') expect(headers).toHaveProperty('Content-Range');
    }
    if (responses['302']) expect(responses['302'].headers).toHaveProperty('Location');
    if (responses['206']) {
      for (const name of ['ETag', 'Accept-Ranges', 'Content-Range']) {
        expect(responses['206'].headers).toHaveProperty(name);
      }
    }
  });

  it('shows valid examples of each text body', () => {
    for (const { where, type, body } of bodies) {
      if (type !== JSON_TYPE && !type.startsWith('text/')) continue;
      const examples = examplesOf(body);
      expect([where, examples.length > 0]).toEqual([where, true]);
      for (const example of examples) {
        expect([where, faults(body.schema, example)]).toEqual([where, null]);
      }
    }
  });
});
