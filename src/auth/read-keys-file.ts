import { readFileSync } from 'node:fs';
import { type ApiKey, parseKeysFile } from '../common/api-key.js';
import { OperatorError } from '../common/operator-error.js';

/** A keys file as it was read. */
export interface KeysFile {
  readonly path: string;
  readonly text: string;
  readonly keys: readonly ApiKey[];
}

/**
 * Reads the keys of a file at start; null where none is set.
 *
 * @throws OperatorError
 */
export function readKeysFile(path: string | null): KeysFile | null {
  if (path === null) return null;
  try {
    const text = readFileSync(path, 'utf8');
    return { path, text, keys: keysIn(text) };
  } catch (error) {
    throw unusableKeysFile(error);
  }
}

/**
 * A file without keys is refused, as it would let everybody in.
 *
 * @throws RangeError whose message completes "must be …"
 */
export function keysIn(text: string): ApiKey[] {
  const keys = parseKeysFile(text);
  if (keys.length === 0) throw new RangeError('a file with at least one key');
  return keys;
}

export function unusableKeysFile(cause: unknown): OperatorError {
  const reason = cause instanceof RangeError ? `must be ${cause.message}` : 'cannot be read';
  return new OperatorError(`API_KEYS_FILE ${reason}.`, { cause });
}
