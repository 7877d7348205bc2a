import { describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { EventClipsError } from '../common/event-clips-error.js';
import { describeRoutes } from './describe-routes.js';

const error = (code: string, status: number, message = code) =>
  new EventClipsError(code, status, message);

describe('describeRoutes', () => {
  const body = (ref: string) => ({ content: { 'application/json': { schema: { $ref: `#/components/schemas/${ref}` } } } }); // prettier-ignore
  const choice = (...refs: string[]) => ({
    content: { 'application/json': { schema: { oneOf: refs.map((ref) => ({ $ref: `#/${ref}` })) } } }, // prettier-ignore
  });
  const document = () => ({
    components: { schemas: { A: { type: 'object', example: { a: 1 } }, B: { example: { b: 1 } }, C: {} } }, // prettier-ignore
    paths: {
      '/a/{id}': {
        put: {
          operationId: 'put_a',
          parameters: [
            { in: 'path', name: 'id', schema: { type: 'number' } },
            { in: 'query', name: 'id', schema: { type: 'number' } },
            { in: 'path', name: 'name', schema: { type: 'string' } },
          ],
          requestBody: body('A'),
          responses: {
            default: { description: '' },
            200: { description: '', ...body('B') },
            201: { description: 'Made.', ...choice('A', 'B') },
            202: { description: '', ...body('C') },
            203: {
              description: '',
              content: { 'application/json': { example: 7, schema: { oneOf: [] } } },
            },
            418: { description: 'A teapot.' },
          },
        },
        get: { operationId: 'unknown', responses: { 200: { description: '' } } },
      },
    },
  });

  it('adds access, errors, examples and descriptions to the routes that it knows', () => {
    const given = document();
    const methods: string[] = [];
    const facts = {
      access: (method: string) => {
        methods.push(method);
        return 'write' as const;
      },
      thrown: [error('QUEUE_FULL', 429), error('TEAPOT', 418)],
    };
    describeRoutes(given as unknown as OpenAPIObject, new Map([['put_a', facts]]));
    const { put, get } = given.paths['/a/{id}'];
    const responses = put.responses as unknown as Record<string, { description: string; content: Record<string, Record<string, unknown>> }>; // prettier-ignore
    const json = (status: number) => responses[status]!.content['application/json'];

    expect(methods).toEqual(['PUT']);
    expect(get).toEqual(document().paths['/a/{id}'].get);
    expect(put).toMatchObject({ security: [{ key: ['write'] }] });
    expect(put.parameters.map(({ schema }) => schema)).toEqual([
      { type: 'integer', minimum: 1, example: 123 },
      { type: 'number' },
      { type: 'string' },
    ]);
    expect(responses).not.toHaveProperty('default');
    expect(responses[418]).toEqual({ description: 'A teapot.' });
    expect(Object.keys(json(429)!['examples'] as object)).toEqual(['QUEUE_FULL', 'RATE_LIMITED']);
    expect([200, 201, 202].map((status) => responses[status]!.description)).toEqual([
      ...['OK', 'Made.', 'Accepted'],
    ]);
    expect(put.requestBody.content['application/json']).toHaveProperty('example', { a: 1 });
    expect(json(200)).toHaveProperty('example', { b: 1 });
    expect(json(201)).toHaveProperty('examples', {
      A: { value: { a: 1 } },
      B: { value: { b: 1 } },
    });
    expect(json(202)).not.toHaveProperty('example');
    expect(json(203)).toHaveProperty('example', 7);
    expect(json(203)).not.toHaveProperty('examples');
    expect(given.components.schemas).toEqual({ A: { type: 'object' }, B: {}, C: {} });
  });
});
