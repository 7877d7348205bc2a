import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createHome, type Home } from '../support/home.js';
import { type Service, startService } from '../support/service.js';

/** The parts of OpenAPI's schemas that the contract uses for requests. */
interface Schema {
  $ref?: string;
  allOf?: Schema[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
}
interface Operation {
  parameters?: { name: string; in: string; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}
interface Contract {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 60);
/** A fixed seed makes failures reproducible. FUZZ_SEED sets another one. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 20260103);
const STARTED = '2026-01-03T10:00:00Z';
/** Not fuzzed, since it changes all data. Its body is one boolean, which hostile-inputs.spec.ts sends. */
const SKIPPED = 'POST /api/cleanup/run';

/** Values that often cause errors. */
const nasty = fc.oneof(
  fc.constantFrom<unknown>(
    ...[null, true, false, 0, -0, 1, -1, 0.1, 1e-7, 2 ** 31, -(2 ** 31), 2 ** 53, 1e308, -1e308],
    ...['', ' ', '0', '-1', 'null', 'NaN', '[]', '../..', "'; --", '%00', '\ud800', '\0', '\u202e'],
    ...[[], [null], [[]], {}, { length: 1 }, { toString: 1 }, { constructor: {} }, { then: 1 }],
    ...['2026-02-30T00:00:00Z', '9999-12-31T23:59:59.999Z', '0001-01-01T00:00:00Z'],
  ),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ maxLength: 3000 }),
  fc.double(),
  fc.integer(),
  fc.jsonValue({ maxDepth: 4 }),
);

describe('Arbitrary input', () => {
  let home: Home;
  let service: Service;
  let contract: Contract;
  let id: number;

  beforeAll(async () => {
    home = await createHome();
    service = await startService(home, { CLIP_QUEUE_LIMIT: '5' });
    contract = (await service.call<Contract>('GET', '/api/openapi.json')).body;
    id = await service.event({ started_at: STARTED });
  });
  afterAll(async () => {
    await service?.stop();
    await home.remove();
  });

  const resolve = (schema: Schema): Schema => {
    if (!schema.$ref) return schema;
    return resolve(contract.components.schemas[schema.$ref.split('/').at(-1)!]!);
  };

  /** Values that the schema allows. */
  function valid(reference: Schema, name = ''): fc.Arbitrary<unknown> {
    const schema = resolve(reference);
    const choices = schema.oneOf ?? schema.anyOf;
    const value = choices
      ? fc.oneof(...choices.map((choice) => valid(choice, name)))
      : schema.allOf
        ? valid(schema.allOf[0]!, name)
        : plain(schema, name);
    return [schema.type].flat().includes('null') ? fc.option(value, { freq: 5 }) : value;
  }

  function plain(schema: Schema, name: string): fc.Arbitrary<unknown> {
    if (schema.enum) return fc.constantFrom(...schema.enum);
    switch ([schema.type].flat()[0] ?? 'string') {
      case 'null':
        return fc.constant(null);
      case 'boolean':
        return fc.boolean();
      case 'integer':
      case 'number':
        return fc.integer({ min: Math.ceil(schema.minimum ?? 1), max: schema.maximum ?? 100 });
      case 'array':
        return fc.array(valid(schema.items ?? {}), {
          minLength: schema.minItems ?? 0,
          maxLength: 5,
        });
      case 'object':
        return record(schema);
      default:
        return text(schema, name);
    }
  }

  function text(
    { format, minLength = 1, maxLength = 200 }: Schema,
    name: string,
  ): fc.Arbitrary<unknown> {
    if (format === 'date-time') {
      const [min, max] = [new Date('2000-01-01'), new Date('2100-01-01')];
      return fc.date({ min, max, noInvalidDate: true }).map((date) => date.toISOString());
    }
    // Not in the schema: paths are inside the roots, and cursors come from answers.
    if (name === 'file_path')
      return fc.constantFrom('a.mp4', 'b/c.jpg').map((path) => home.media(path));
    if (name === 'cursor') return fc.constant(Buffer.from(`${STARTED} 1`).toString('base64url'));
    return fc
      .string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 40) })
      .filter((value) => !value.includes('\0') && value.isWellFormed());
  }

  function record({ properties = {}, required = [] }: Schema): fc.Arbitrary<unknown> {
    const arbitraries = Object.entries(properties).map(([key, each]) => [key, valid(each, key)]);
    return fc.record(Object.fromEntries(arbitraries) as Record<string, fc.Arbitrary<unknown>>, {
      requiredKeys: required,
    });
  }

  /** The same with values that the schema may forbid, or with additional fields. */
  function spoilt(reference: Schema): fc.Arbitrary<unknown> {
    const schema = resolve(reference);
    const names = Object.keys(schema.properties ?? {});
    const spoil = fc.dictionary(
      fc.oneof(fc.constantFrom(...names, 'x'), fc.string({ maxLength: 20 })),
      nasty,
      { minKeys: 1, maxKeys: 4 },
    );
    return fc.oneof(
      {
        weight: 5,
        arbitrary: fc
          .tuple(valid(schema), spoil)
          .map(([good, bad]) => ({ ...(good as object), ...bad })),
      },
      { weight: 1, arbitrary: nasty },
    );
  }

  const operations = () =>
    Object.entries(contract.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        method: method.toUpperCase(),
        path: path.replace('{id}', String(id)).replace('{filename}', '1_clip.mp4'),
        operation,
      })),
    );

  const check = (property: fc.IAsyncPropertyWithHooks<[unknown]>) =>
    fc.assert(property, { numRuns: RUNS, seed: SEED, interruptAfterTimeLimit: 20_000 });

  it('as a body is never answered 5xx, and is accepted if the schema allows it', async () => {
    const bodies = operations().flatMap(({ method, path, operation }) => {
      const schema = operation.requestBody?.content['application/json']?.schema;
      return schema && `${method} ${path}` !== SKIPPED ? [{ method, path, schema }] : [];
    });
    expect(bodies.length).toBeGreaterThanOrEqual(6);
    for (const { method, path, schema } of bodies) {
      const send = async (body: unknown) => {
        // Long waits are not part of this test.
        const answer = await service.call(method, path, JSON.stringify(body), {
          prefer: 'respond-async',
        });
        if (answer.status >= 500) throw new Error(`${answer.status} to ${method} ${path}`);
        return answer;
      };
      await check(fc.asyncProperty(spoilt(schema), async (body) => void (await send(body))));
      await check(
        fc.asyncProperty(valid(schema), async (body) => {
          const { status, body: error } = await send(body);
          const refusal = `${error?.code}: ${String(error?.message)}`;
          // No schema describes which fields bound each other, which files and time zones exist, which day it is, and how a pattern reads.
          const cross =
            /must not be (before|later)|must be (at or )?after|EVENT_IN_FUTURE|INTERVAL_IN_FUTURE|IMPLAUSIBLE_START|VIDEO_NOT_FOUND|NO_CLIP_SOURCE|INVALID_CLIP_DURATION|^VALIDATION_FAILED: (start_offset|time_zone|file_pattern)/;
          if (status === 400 && !cross.test(refusal)) throw new Error(refusal);
        }),
      );
    }
  }, 240_000);

  it('as a query is never answered 5xx', async () => {
    const queries = operations().filter(
      ({ method, operation }) =>
        method === 'GET' && operation.parameters?.some((parameter) => parameter.in === 'query'),
    );
    expect(queries.length).toBeGreaterThanOrEqual(3);
    for (const { path, operation } of queries) {
      const names = operation
        .parameters!.filter((each) => each.in === 'query')
        .map((each) => each.name);
      const query = fc.array(fc.tuple(fc.constantFrom(...names, 'x', 'limit[]'), nasty), {
        maxLength: 4,
      });
      await check(
        fc.asyncProperty(query, async (pairs) => {
          const search = new URLSearchParams(
            pairs.map(([name, value]): [string, string] => [
              name,
              typeof value === 'string' ? value : JSON.stringify(value),
            ]),
          );
          const { status } = await service.call('GET', `${path}?${search.toString()}`);
          if (status >= 500) throw new Error(`${status} to ${path}?${search.toString()}`);
        }),
      );
    }
    expect((await service.call('GET', '/health/ready')).status).toBe(200);
  }, 120_000);
});
