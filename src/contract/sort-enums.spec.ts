import { describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { sortEnums } from './sort-enums.js';

const schemasOf = (schemas: object) =>
  sortEnums({ components: { schemas } } as OpenAPIObject).components?.schemas;

describe('sortEnums', () => {
  it('sorts the values of an enum, however deep', () => {
    const schema = (values: string[]) => ({
      Clip: {
        properties: {
          status: { type: 'string', enum: values },
          parts: { type: 'array', items: { anyOf: [{ enum: values }] } },
        },
      },
    });
    expect(schemasOf(schema(['c', 'a', 'B']))).toEqual(schema(['B', 'a', 'c']));
  });

  it('leaves other lists, and a property named enum, as they are', () => {
    const schemas = {
      Clip: {
        required: ['b', 'a'],
        enum: [3, 1],
        properties: { enum: { type: 'string' } },
      },
    };
    expect(schemasOf(schemas)).toEqual(schemas);
  });
});
