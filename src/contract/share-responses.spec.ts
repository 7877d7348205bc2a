import { describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { shareResponses } from './share-responses.js';

describe('shareResponses', () => {
  const answer = (...codes: string[]) => ({
    description: codes.join(),
    content: {
      'application/json': { examples: Object.fromEntries(codes.map((code) => [code, {}])) },
    },
  });

  it('moves answers with one code, and leaves the others', () => {
    const other = { ...answer('QUEUE_FULL'), description: 'Another message.' };
    const document = {
      components: { schemas: {} },
      paths: {
        '/a': {
          get: { responses: { 429: answer('QUEUE_FULL'), 404: answer('A', 'B'), 200: answer('done') } }, // prettier-ignore
          delete: { responses: { 429: answer('QUEUE_FULL'), 204: { description: '' } } },
        },
        '/b': { post: { responses: { 429: other } } },
      },
    };
    shareResponses(document as unknown as OpenAPIObject);
    const shared = { $ref: '#/components/responses/QUEUE_FULL' };
    expect(document).toEqual({
      components: { schemas: {}, responses: { QUEUE_FULL: answer('QUEUE_FULL') } },
      paths: {
        '/a': {
          get: { responses: { 429: shared, 404: answer('A', 'B'), 200: answer('done') } },
          delete: { responses: { 429: shared, 204: { description: '' } } },
        },
        '/b': { post: { responses: { 429: other } } },
      },
    });
  });
});
