import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  IsInt,
  IsNumber,
  IsString,
  Length,
  Max,
  MaxLength,
  Min,
  ValidateBy,
} from 'class-validator';
import { compilePathPattern, wildcardsIn } from '../../common/path-pattern.js';
import { timeZoneOf } from '../../common/time-zone.js';
import { MAX_NAME_CHARACTERS } from '../fields.js';

const MAX_PATTERN_CHARACTERS = 500;
/** A search takes milliseconds with three, and minutes with ten. */
const MAX_WILDCARDS = 3;
/** Ten years. A clock that is further off was never set, and then the difference is not constant. */
const MAX_OFFSET_SECONDS = 315_360_000;
/** As `RETENTION_DAYS`. */
const MAX_RETENTION_DAYS = 36_500;
const MAX_LABELS = 100;
const [SHORTEST_QUIET_SECONDS, LONGEST_QUIET_SECONDS] = [60, 31_536_000];

/** A name for people: 1 to 200 characters. */
export const IsCameraName = (): PropertyDecorator =>
  applyDecorators(
    IsString(),
    Length(1, MAX_NAME_CHARACTERS),
    ApiProperty({ minLength: 1, maxLength: MAX_NAME_CHARACTERS }),
  );

/** An IANA time zone, whose name gets its usual case. */
export const IsTimeZone = (): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? (timeZoneOf(value) ?? value) : value,
    ),
    check('isTimeZone', (value) =>
      typeof value === 'string' && timeZoneOf(value) !== null
        ? null
        : 'an IANA time zone such as Europe/Berlin',
    ),
  );

/** Seconds, with three decimals at most. */
export const IsClockOffset = (): PropertyDecorator =>
  applyDecorators(
    IsNumber({ maxDecimalPlaces: 3 }),
    Min(-MAX_OFFSET_SECONDS),
    Max(MAX_OFFSET_SECONDS),
    ApiProperty({ minimum: -MAX_OFFSET_SECONDS, maximum: MAX_OFFSET_SECONDS }),
  );

/** A path as in `CAMERA_FILE_PATTERN`, up to 500 characters. */
export const IsFilePattern = (): PropertyDecorator =>
  applyDecorators(
    IsString(),
    MaxLength(MAX_PATTERN_CHARACTERS),
    check('isFilePattern', (value) => (typeof value === 'string' ? problemOf(value) : null)),
    ApiProperty({ maxLength: MAX_PATTERN_CHARACTERS }),
  );

/** Whole days of 24 hours, 0 to 36,500. */
export const IsRetentionDays = (): PropertyDecorator =>
  applyDecorators(IsInt(), Min(0), Max(MAX_RETENTION_DAYS), ApiProperty({ ...DAYS }));

/** An object of labels and days, of up to 100 labels. */
export const IsDaysByLabel = (): PropertyDecorator =>
  applyDecorators(
    check('isDaysByLabel', (value) =>
      isDaysByLabel(value)
        ? null
        : `an object of at most ${MAX_LABELS} labels of 1 to ${MAX_NAME_CHARACTERS} characters, each with a whole number of days from 0 to ${MAX_RETENTION_DAYS}, such as {"person": 90}`,
    ),
    ApiProperty({ type: 'object', additionalProperties: { ...DAYS }, example: { person: 90 } }),
  );

/** Whole seconds, from a minute to a year. */
export const IsQuietAfter = (): PropertyDecorator =>
  applyDecorators(
    IsInt(),
    Min(SHORTEST_QUIET_SECONDS),
    Max(LONGEST_QUIET_SECONDS),
    ApiProperty({
      ...{ type: 'integer', minimum: SHORTEST_QUIET_SECONDS, maximum: LONGEST_QUIET_SECONDS },
    }),
  );

const DAYS = { type: 'integer', minimum: 0, maximum: MAX_RETENTION_DAYS } as const;

/** @param problem what the value must be; null: it is that */
function check(name: string, problem: (value: unknown) => string | null): PropertyDecorator {
  return ValidateBy({
    name,
    validator: {
      validate: (value: unknown) => problem(value) === null,
      defaultMessage: (args) =>
        `${args?.property ?? 'value'} must be ${problem(args?.value) ?? ''}`,
    },
  });
}

function problemOf(pattern: string): string | null {
  try {
    compilePathPattern(pattern);
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
  return wildcardsIn(pattern) <= MAX_WILDCARDS
    ? null
    : `a path with at most ${MAX_WILDCARDS} of *, %path, %$, %C, %{…} and the numbers of motion such as %v`;
}

function isDaysByLabel(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return (
    entries.length <= MAX_LABELS &&
    entries.every(
      ([label, days]) =>
        label.length >= 1 &&
        label.length <= MAX_NAME_CHARACTERS &&
        Number.isInteger(days) &&
        (days as number) >= 0 &&
        (days as number) <= MAX_RETENTION_DAYS,
    )
  );
}
