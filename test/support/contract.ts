import { Ajv, type ValidateFunction } from 'ajv';
import { readFileSync } from 'node:fs';
import { parseInstant } from '../../src/common/validation/is-instant.js';

interface Reference {
  $ref: string;
}
export interface MediaType {
  schema: object;
  example?: unknown;
  examples?: Record<string, { summary?: string; value: unknown }>;
}
export interface Described {
  description: string;
  headers?: Record<string, object>;
  content?: Record<string, MediaType>;
}
export interface Operation {
  operationId: string;
  summary?: string;
  description?: string;
  tags: string[];
  security: Record<string, string[]>[];
  requestBody?: { content: Record<string, MediaType> };
  parameters: { name: string; in: string; schema: object }[];
  responses: Record<string, Described>;
}
interface Contract {
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, object>;
    responses: Record<string, Described>;
    securitySchemes: Record<string, object>;
  };
}

export const contract = JSON.parse(
  readFileSync(new URL('../openapi.json', import.meta.url), 'utf8'),
) as Contract;

/** Every operation, with references to answers resolved. */
export const operations = Object.entries(contract.paths).flatMap(([path, methods]) => {
  const pattern = new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`);
  return Object.entries(methods).map(([method, operation]) => ({
    ...operation,
    ...{ method: method.toUpperCase(), path, pattern },
    responses: Object.fromEntries(
      Object.entries(operation.responses).map(([status, response]) => [status, resolved(response)]),
    ),
  }));
});

function resolved(response: Described | Reference): Described {
  if (!('$ref' in response)) return response;
  return contract.components.responses[response.$ref.split('/').at(-1) ?? '']!;
}

/** The status, type and body of an answer; the body is null if it is empty. */
export interface Answered {
  status: number;
  headers: Headers;
  body: unknown;
}

/**
 * How an answer differs from the contract: in its status, the type of its body, or the body with the code of
 * an error. Null if it does not differ, and undefined if the contract has no such route.
 */
export function deviation(
  method: string,
  path: string,
  { status, headers, body }: Answered,
): string | null | undefined {
  const [pathname = ''] = path.split('?');
  const operation = operations.find(
    (each) => each.method === method && each.pattern.test(pathname),
  );
  if (!operation || isNowhere(body)) return undefined;
  const [where, response] = [`${method} ${path}: ${status}`, operation.responses[status]];
  if (!response) return `${where} is not in the contract: ${JSON.stringify(body)}`;
  if (body === null) return response.content ? `${where} lacks its body` : null;
  const [type = ''] = (headers.get('content-type') ?? '').split(';');
  const content = response.content?.[type];
  if (!content) return `${where} has a body of the type ${type}, which the contract lacks`;
  if (type !== 'application/json') return null;
  const errors = faults(content.schema, body);
  return errors === null ? null : `${where} ${errors}: ${JSON.stringify(body)}`;
}

/** A program may lack a route: a worker serves only health checks. */
function isNowhere(body: unknown): boolean {
  return (body as { code?: unknown } | null)?.code === 'NOT_FOUND';
}

// Keywords of OpenAPI are not errors.
const ajv = new Ajv({
  strict: false,
  allErrors: true,
  formats: { 'date-time': (text: string) => parseInstant(text) !== null, binary: true },
});
ajv.addSchema({ $id: 'contract', components: { schemas: contract.components.schemas } });
const known = new Map<object, ValidateFunction>();

/** How a value differs from a schema of the contract; null if it does not. */
export function faults(schema: object, value: unknown): string | null {
  let validate = known.get(schema);
  if (!validate) {
    const text = JSON.stringify(schema).replaceAll('"#/', '"contract#/');
    validate = ajv.compile(JSON.parse(text) as object);
    known.set(schema, validate);
  }
  return validate(value) ? null : ajv.errorsText(validate.errors);
}
