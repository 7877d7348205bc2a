import type { OpenAPIObject } from '@nestjs/swagger';

type Json = Record<string, unknown>;

/**
 * Converts a document of the Swagger module from OpenAPI 3.0 to 3.1. In 3.0 `nullable` does not add null to
 * an enum or a reference, so strict clients would reject answers of the service.
 */
export function nullAsType(document: OpenAPIObject): OpenAPIObject {
  return { ...(rewritten(document) as OpenAPIObject), openapi: '3.1.0' };
}

function rewritten(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rewritten);
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, rewritten(each)]),
  );
  return nullable === true ? orNull(rest) : rest;
}

function orNull({ type, enum: values, allOf, ...rest }: Json): Json {
  if (Array.isArray(allOf)) return { ...rest, anyOf: [...(allOf as Json[]), { type: 'null' }] };
  return {
    ...rest,
    type: [type, 'null'],
    ...(Array.isArray(values) && { enum: [...(values as unknown[]), null] }),
  };
}
