import { describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { nullAsType } from './null-as-type.js';

describe('nullAsType', () => {
  const converted = (value: object) =>
    (nullAsType({ openapi: '3.0.0', value } as unknown as OpenAPIObject) as unknown as Record<string, unknown>)['value']; // prettier-ignore

  it.each<[string, object, object]>([
    ['a type', { type: 'string', nullable: true }, { type: ['string', 'null'] }],
    [
      'an enum',
      { type: 'string', enum: ['a'], nullable: true, title: 'A' },
      { type: ['string', 'null'], enum: ['a', null], title: 'A' },
    ],
    [
      'a reference',
      { allOf: [{ $ref: '#/a' }], nullable: true, title: 'A' },
      { anyOf: [{ $ref: '#/a' }, { type: 'null' }], title: 'A' },
    ],
    ['what is not null', { type: 'string', nullable: false }, { type: 'string' }],
    [
      'what is deep inside',
      { list: [{ items: { type: 'integer', nullable: true } }], none: null },
      { list: [{ items: { type: ['integer', 'null'] } }], none: null },
    ],
  ])('writes %s', (_, before, after) => {
    expect(converted(before)).toEqual(after);
  });

  it('is of version 3.1', () => {
    expect(nullAsType({ openapi: '3.0.0' } as OpenAPIObject).openapi).toBe('3.1.0');
  });
});
