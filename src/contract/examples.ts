import type { OpenAPIObject } from '@nestjs/swagger';
import { inline, type MediaType, type Operation } from './operation.js';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

/** Removes the examples of whole bodies from the schemas and returns them by the schema's name. */
export function takeExamples(schemas: Schemas): Map<string, unknown> {
  return new Map(
    Object.entries(schemas).flatMap(([name, schema]): [string, unknown][] => {
      if (!('example' in schema)) return [];
      const example: unknown = schema.example;
      delete schema.example;
      return [[name, example]];
    }),
  );
}

/** Adds the example of its schema to each body of an operation that has no example. */
export function giveExamples(operation: Operation, examples: Map<string, unknown>): void {
  const bodies = [inline(operation.requestBody), ...Object.values(operation.responses).map(inline)];
  for (const mediaType of bodies.flatMap((body) => Object.values(body?.content ?? {}))) {
    if (mediaType.example === undefined && mediaType.examples === undefined) {
      Object.assign(mediaType, exampleOf(mediaType.schema, examples));
    }
  }
}

function exampleOf(
  schema: MediaType['schema'],
  examples: Map<string, unknown>,
): Pick<MediaType, 'example' | 'examples'> {
  if (schema === undefined) return {};
  if ('$ref' in schema) {
    const example = examples.get(nameOf(schema.$ref));
    return example === undefined ? {} : { example };
  }
  const choices = (schema.oneOf ?? []).flatMap((each) =>
    '$ref' in each ? [nameOf(each.$ref)] : [],
  );
  return choices.length === 0
    ? {}
    : {
        examples: Object.fromEntries(choices.map((name) => [name, { value: examples.get(name) }])),
      };
}

const nameOf = (ref: string) => ref.split('/').at(-1) ?? '';
