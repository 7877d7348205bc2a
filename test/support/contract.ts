import { Ajv, type ValidateFunction } from 'ajv';
import { readFileSync } from 'node:fs';

interface Contract {
  paths: Record<string, Record<string, { responses: Record<string, ResponseObject> }>>;
  components: { schemas: Record<string, object> };
}
interface ResponseObject {
  content?: Record<string, { schema: object }>;
}

const document = JSON.parse(
  readFileSync(new URL('../openapi.json', import.meta.url), 'utf8'),
) as Contract;
// OpenAPI 3.0's own words are no errors; which texts are instants is tested elsewhere.
const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema({ $id: 'contract', components: orNull(document.components) });

const operations = Object.entries(document.paths).flatMap(([path, methods]) => {
  const pattern = new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`);
  return Object.entries(methods).map(([method, { responses }]) => ({ pattern, method, responses }));
});

/** What of an answer is not as the contract says, null where all is; throws for a route that it does not know. */
export function deviation(
  method: string,
  path: string,
  { status, body }: { status: number; body: unknown },
): string | null {
  const [pathname = ''] = path.split('?');
  const operation = operations.find(
    (each) => each.method === method.toLowerCase() && each.pattern.test(pathname),
  );
  if (!operation) throw new Error(`The contract has no ${method} ${path}`);
  const { responses } = operation;
  const response = responses[status] ?? (status >= 400 ? responses['default'] : undefined);
  if (!response) return `${method} ${path}: ${status} is not in the contract`;
  const schema = response.content?.['application/json']?.schema;
  if (!schema) return body === null ? null : `${method} ${path}: a body that the contract lacks`;
  const validate = compiled(schema);
  return validate(body) ? null : `${method} ${path} ${status}: ${ajv.errorsText(validate.errors)}`;
}

const known = new Map<object, ValidateFunction>();

function compiled(schema: object): ValidateFunction {
  let validate = known.get(schema);
  if (!validate) {
    const text = JSON.stringify(schema).replaceAll('"#/', '"contract#/');
    validate = ajv.compile(orNull(JSON.parse(text)) as object);
    known.set(schema, validate);
  }
  return validate;
}

/** OpenAPI 3.0's `nullable` also stands beside a reference or a list of values, where JSON Schema knows none. */
function orNull(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(orNull);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(schema).map(([name, value]) => [name, orNull(value)]),
  );
  return nullable === true ? { anyOf: [{ type: 'null' }, rest] } : rest;
}
