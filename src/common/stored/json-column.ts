import { Logger } from '@nestjs/common';
import type { ValueTransformer } from 'typeorm';
import type { Reader } from './stored-json.js';

const logger = new Logger('Database');

/**
 * Validates what a `jsonb` column holds whenever it is read. A value that cannot be read is `fallback`;
 * that is logged once for each column, since a table may hold many of them.
 *
 * @param column as in `clips.gaps`
 * @param meaning what `fallback` has the service do, as the end of a sentence
 */
export function jsonColumn<T>(
  column: string,
  read: Reader<T>,
  { fallback, meaning }: { fallback: () => T; meaning: string },
): ValueTransformer {
  let isReported = false;
  return {
    to: (value: T) => value,
    from(stored: unknown): T {
      const value = read(stored);
      if (value !== undefined) return value;
      if (!isReported) {
        isReported = true;
        logger.warn(
          `A value of ${column} cannot be read: ${meaning}. Another version may have written it. Further ones are not logged.`,
        );
      }
      return fallback();
    },
  };
}
