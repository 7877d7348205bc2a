import { describe, expect, it } from '@jest/globals';
import { EventClipsError } from '../common/event-clips-error.js';
import { errorResponses } from './error-responses.js';

const error = (code: string, status: number, message = code) =>
  new EventClipsError(code, status, message);

describe('errorResponses', () => {
  it('has the codes of each status in order, and the first error of each as its example', () => {
    const responses = errorResponses([
      error('EVENT_NOT_FOUND', 404, 'First.'),
      error('QUEUE_FULL', 429),
      error('CLIP_NOT_FOUND', 404),
      error('EVENT_NOT_FOUND', 404, 'Second.'),
    ]);
    expect(Object.keys(responses)).toEqual(['404', '429']);
    const { description, headers, content } = responses['404']!;
    expect([description, headers]).toEqual(['Not Found', undefined]);
    const { schema, examples } = content!['application/json']!;
    expect(schema).toEqual({
      allOf: [
        { $ref: '#/components/schemas/ErrorBody' },
        {
          type: 'object',
          properties: {
            statusCode: { type: 'integer', enum: [404] },
            code: { type: 'string', enum: ['CLIP_NOT_FOUND', 'EVENT_NOT_FOUND'] },
          },
        },
      ],
    });
    expect(examples).toEqual({
      CLIP_NOT_FOUND: { value: expect.objectContaining({ code: 'CLIP_NOT_FOUND' }) },
      EVENT_NOT_FOUND: { value: expect.objectContaining({ message: 'First.', statusCode: 404 }) },
    });
  });

  it.each([
    [401, 'WWW-Authenticate', 'string'],
    [416, 'Content-Range', 'string'],
    [429, 'Retry-After', 'number'],
    [503, 'Retry-After', 'number'],
  ])('has the header of status %d: %s', (status, name, type) => {
    const { headers } = errorResponses([error('A', status)])[status]!;
    expect(headers).toMatchObject({ [name]: { schema: { type } } });
  });
});
