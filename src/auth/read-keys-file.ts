import { readFileSync } from 'node:fs';
import { type ApiKey, parseKeysFile } from '../common/api-key.js';

/**
 * The keys of a file. Read once, at start.
 *
 * @throws Error with a sentence for the operator
 */
export function readKeysFile(path: string | null): ApiKey[] {
  if (path === null) return [];
  try {
    return parseKeysFile(readFileSync(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof RangeError ? `must be ${error.message}` : 'cannot be read';
    throw new Error(`API_KEYS_FILE ${reason}.`, { cause: error });
  }
}
