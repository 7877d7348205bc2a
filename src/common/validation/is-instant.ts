import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ValidateBy, type ValidationOptions } from 'class-validator';

const PATTERN =
  /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(\.\d{1,9})?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;

/**
 * Reads an RFC 3339 date-time: a real calendar date with `Z` or an offset, since a time without one would
 * be a different instant on each server. Digits after the milliseconds are dropped.
 */
export function parseInstant(text: string): Date | null {
  const match = PATTERN.exec(text);
  if (!match) return null;
  const [year, month, day] = match.slice(1, 4).map(Number) as [number, number, number];
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (month < 1 || month > 12 || day < 1 || day > lastDay) return null;
  const instant = new Date(text);
  // An offset can move the instant out of the years with four digits.
  return instant.getUTCFullYear() >= 1 && instant.getUTCFullYear() <= 9999 ? instant : null;
}

/** A property of a body or query: an RFC 3339 text becomes a `Date`. */
export function IsInstant(options?: ValidationOptions): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? (parseInstant(value) ?? value) : value,
    ),
    ValidateBy(
      {
        name: 'isInstant',
        validator: {
          validate: (value: unknown) => value instanceof Date,
          defaultMessage: (args) =>
            `${args?.property ?? 'value'} must be a date and time with Z or an offset, such as 2026-01-03T10:30:00Z`,
        },
      },
      options,
    ),
  );
}
