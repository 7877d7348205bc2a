import type { OpenAPIObject } from '@nestjs/swagger';

type PathItem = OpenAPIObject['paths'][string];

/** One method of one path. */
export type Operation = NonNullable<PathItem['get']>;

export const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

type Reference = Extract<Operation['requestBody'], { $ref: string }>;
type Inline<T> = Exclude<NonNullable<T>, Reference>;

export type ResponseObject = Inline<Operation['responses'][string]>;
export type MediaType = NonNullable<ResponseObject['content']>[string];

/** The value, or null for a reference. The Swagger module writes references only to schemas. */
export function inline<T extends object>(value: T | Reference | undefined): T | null {
  return value === undefined || '$ref' in value ? null : value;
}
