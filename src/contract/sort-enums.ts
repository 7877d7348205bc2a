import type { OpenAPIObject } from '@nestjs/swagger';

/**
 * Sorts the values of each enum in the schemas. They come from unions, whose members TypeScript orders by
 * where it met each text first, so that a moved import would change the contract.
 */
export function sortEnums(document: OpenAPIObject): OpenAPIObject {
  const { components } = document;
  return {
    ...document,
    components: { ...components, schemas: sorted(components?.schemas) as Schemas },
  };
}

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]: [string, unknown]) => [
      name,
      isTexts(name, each) ? [...each].sort() : sorted(each),
    ]),
  );
}

function isTexts(name: string, value: unknown): value is string[] {
  return name === 'enum' && Array.isArray(value) && value.every((each) => typeof each === 'string');
}
