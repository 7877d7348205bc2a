import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  IsByteLength,
  IsInt,
  IsString,
  Length,
  Max,
  MaxLength,
  Min,
  ValidateBy,
} from 'class-validator';

/*
 * Ids and paths are index keys: a camera's id and a path together must stay below the 2,704 bytes
 * that a key of Postgres's b-tree may have.
 */

/** A camera's id: 1 to 200 characters. */
export const IsCameraId = (): PropertyDecorator => IsName();

/** The caller's own id of an event: 1 to 200 characters. */
export const IsExternalId = (): PropertyDecorator => IsName();

/** A path on the server: 1 to 1,024 bytes of UTF-8. Whether it may be read is for the roots to say. */
export const IsFilePath = (): PropertyDecorator =>
  applyDecorators(
    IsString(),
    IsByteLength(1, 1024),
    ApiProperty({ minLength: 1, maxLength: 1024 }),
  );

/** What kind of event it is: up to 200 characters. */
export const IsLabel = (): PropertyDecorator =>
  applyDecorators(IsString(), MaxLength(200), ApiProperty({ maxLength: 200 }));

/** Free text for people: up to 10,000 characters. */
export const IsSummary = (): PropertyDecorator =>
  applyDecorators(IsString(), MaxLength(10_000), ApiProperty({ maxLength: 10_000 }));

/** Rows of a page where the query asks for no number. */
export const DEFAULT_PAGE_LIMIT = 50;

/** How many rows a page may have, as it comes in a query: 1 to 200. */
export const IsPageLimit = (): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value,
    ),
    IsInt(),
    Min(1),
    Max(200),
    ApiProperty({
      type: 'integer',
      minimum: 1,
      maximum: 200,
      required: false,
      default: DEFAULT_PAGE_LIMIT,
    }),
  );

const IsName = () =>
  applyDecorators(IsString(), Length(1, 200), ApiProperty({ minLength: 1, maxLength: 200 }));

/** An instant that does not lie before another property's, where that one is an instant too. */
export const IsNotBefore = (other: string): PropertyDecorator =>
  ValidateBy({
    name: 'isNotBefore',
    validator: {
      validate: (value: unknown, args) => {
        const start = (args?.object as Record<string, unknown>)[other];
        return !(value instanceof Date && start instanceof Date) || value >= start;
      },
      defaultMessage: (args) => `${args?.property ?? 'value'} must not be before ${other}`,
    },
  });
