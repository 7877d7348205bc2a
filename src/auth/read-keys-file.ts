import { readFileSync } from 'node:fs';
import { type ApiKey, parseKeysFile } from '../common/api-key.js';
import { OperatorError } from '../common/operator-error.js';

/**
 * Reads the keys of a file, once at start. A file without keys is refused, as it would let everybody in.
 *
 * @throws OperatorError
 */
export function readKeysFile(path: string | null): ApiKey[] {
  if (path === null) return [];
  try {
    const keys = parseKeysFile(readFileSync(path, 'utf8'));
    if (keys.length === 0) throw new RangeError('a file with at least one key');
    return keys;
  } catch (error) {
    const reason = error instanceof RangeError ? `must be ${error.message}` : 'cannot be read';
    throw new OperatorError(`API_KEYS_FILE ${reason}.`, { cause: error });
  }
}
