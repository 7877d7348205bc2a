import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
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
import { WholeNumber } from '../common/validation/whole-number.js';

/*
 * A camera's id and a path together are the key of an index, and a key of a PostgreSQL b-tree has at
 * most 2,704 bytes.
 */
export const MAX_PATH_BYTES = 1024;
export const MAX_NAME_CHARACTERS = 200;

/** A camera's id: 1 to 200 characters. */
export const IsCameraId = (): PropertyDecorator => IsName();

/** The caller's own id of an event: 1 to 200 characters. */
export const IsExternalId = (): PropertyDecorator => IsName();

/** A path on the server: 1 to 1,024 bytes of UTF-8. `FootageRoots` checks whether it may be read. */
export const IsFilePath = (): PropertyDecorator =>
  applyDecorators(
    IsString(),
    IsByteLength(1, MAX_PATH_BYTES),
    ApiProperty({ minLength: 1, maxLength: MAX_PATH_BYTES }),
  );

/** The kind of an event: up to 200 characters. */
export const IsLabel = (): PropertyDecorator =>
  applyDecorators(IsString(), MaxLength(200), ApiProperty({ maxLength: 200 }));

/** Free text for people: up to 10,000 characters. */
export const IsSummary = (): PropertyDecorator =>
  applyDecorators(IsString(), MaxLength(10_000), ApiProperty({ maxLength: 10_000 }));

/** A text to search for: 1 to 200 characters. */
export const IsSearchText = (): PropertyDecorator => IsName();

/** Rows of a page if the query gives no limit. */
export const DEFAULT_PAGE_LIMIT = 50;

/** The most rows of a page, from the text of a query: 1 to 200. */
export const IsPageLimit = (): PropertyDecorator =>
  applyDecorators(
    WholeNumber(),
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
  applyDecorators(
    IsString(),
    Length(1, MAX_NAME_CHARACTERS),
    ApiProperty({ minLength: 1, maxLength: MAX_NAME_CHARACTERS }),
  );

/** An instant that is not before that of another property. Passes if either is not an instant. */
export const IsNotBefore = (other: string): PropertyDecorator =>
  comparedWith(other, {
    name: 'isNotBefore',
    isRight: (value, start) => value >= start,
    must: 'must not be before',
  });

/** An instant that is after that of another property. Passes if either is not an instant. */
export const IsAfter = (other: string): PropertyDecorator =>
  comparedWith(other, {
    name: 'isAfter',
    isRight: (value, start) => value > start,
    must: 'must be after',
  });

interface Comparison {
  readonly name: string;
  readonly isRight: (value: Date, other: Date) => boolean;
  readonly must: string;
}

const comparedWith = (other: string, { name, isRight, must }: Comparison): PropertyDecorator =>
  ValidateBy({
    name,
    validator: {
      validate: (value: unknown, args) => {
        const start = (args?.object as Record<string, unknown>)[other];
        return !(value instanceof Date && start instanceof Date) || isRight(value, start);
      },
      defaultMessage: (args) => `${args?.property ?? 'value'} ${must} ${other}`,
    },
  });
