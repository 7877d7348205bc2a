import { getSchemaPath } from '@nestjs/swagger';
import { STATUS_CODES } from 'node:http';
import { errorBodyOf } from '../common/http/error-body.js';
import { ErrorBody } from '../common/http/error-body.dto.js';
import type { ResponseObject } from './operation.js';

const header = (description: string, example: string | number) => ({
  description,
  schema: { type: typeof example as 'string' | 'number', example },
});

/** Headers that come with every error of a status. */
const HEADERS: Record<number, NonNullable<ResponseObject['headers']>> = {
  401: { 'WWW-Authenticate': header('How to authenticate.', 'Bearer') },
  416: { 'Content-Range': header('The size of the file.', 'bytes */12482913') },
  429: { 'Retry-After': header('Seconds to wait.', 5) },
  503: { 'Retry-After': header('Seconds to wait.', 5) },
};

/**
 * Describes the answers to these errors, by status: their codes, and an example of each code. Of several
 * errors with the same code the first is the example.
 */
export function errorResponses(errors: readonly Error[]): Record<string, ResponseObject> {
  const bodies = errors.map(errorBodyOf);
  const statuses = [...new Set(bodies.map(({ statusCode }) => statusCode))];
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      errorResponse(
        status,
        bodies.filter(({ statusCode }) => statusCode === status),
      ),
    ]),
  );
}

function errorResponse(status: number, bodies: ErrorBody[]): ResponseObject {
  const byCode = new Map(bodies.toReversed().map((body) => [body.code, body]));
  const codes = [...byCode.keys()].sort();
  const examples = Object.fromEntries(codes.map((code) => [code, { value: byCode.get(code) }]));
  const particular = {
    type: 'object',
    properties: {
      statusCode: { type: 'integer', enum: [status] },
      code: { type: 'string', enum: codes },
    },
  };
  return {
    description: STATUS_CODES[status] ?? 'Error',
    ...(HEADERS[status] && { headers: HEADERS[status] }),
    content: {
      'application/json': {
        schema: { allOf: [{ $ref: getSchemaPath(ErrorBody) }, particular] },
        examples,
      },
    },
  };
}
