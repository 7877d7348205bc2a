import type { OpenAPIObject } from '@nestjs/swagger';

type Json = Record<string, unknown>;

/**
 * Makes OpenAPI 3.1 of 3.0, as far as the Swagger module's documents go: in 3.0 `nullable` allows no null
 * beside a list of values or a reference, so that strict clients refuse what the service answers.
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
