import { createHash, timingSafeEqual } from 'node:crypto';
import { type Scope, SCOPES } from './http/access.js';
import { type KeyLimits, NO_LIMITS, parseKeyLimits } from './key-limits.js';

/** An API key. Only its hash is kept. */
export interface ApiKey extends KeyLimits {
  /** For the log; keys themselves are never logged. */
  readonly name: string;
  readonly scopes: ReadonlySet<Scope>;
  readonly sha256: Buffer;
}

/** Shorter keys can be guessed over the network. */
const MIN_KEY_LENGTH = 16;

/**
 * Reads one entry of `API_KEYS`: `key` (all scopes) or `name:scope+scope:key`.
 *
 * @throws RangeError whose message completes "must be …" and does not contain the key
 */
export function parseApiKey(entry: string, index: number): ApiKey {
  const parts = entry.trim().split(':');
  if (parts.length === 1) parts.unshift(`key ${index + 1}`, SCOPES.join('+'));
  const [name = '', scopes = '', key = ''] = parts;
  if (parts.length !== 3 || name === '')
    throw new RangeError('written as key or name:scope+scope:key');
  if (!/^[\x21-\x7e]+$/.test(key) || key.length < MIN_KEY_LENGTH) {
    throw new RangeError(`made of keys of at least ${MIN_KEY_LENGTH} printable characters`);
  }
  return { name, scopes: parseScopes(scopes), sha256: sha256(key), ...NO_LIMITS };
}

/**
 * Reads the lines of a keys file: `name scope+scope sha256`, then limits. Empty lines and those that begin with `#`
 * are ignored.
 *
 * @throws RangeError naming the line
 */
export function parseKeysFile(text: string): ApiKey[] {
  return text.split('\n').flatMap((line, index) => {
    const [name = '', scopes = '', hash = '', ...limits] = line.trim().split(/\s+/);
    if (name === '' || name.startsWith('#')) return [];
    try {
      if (!/^[0-9a-f]{64}$/i.test(hash)) throw new RangeError('given a hash of 64 hex digits');
      const rights = { scopes: parseScopes(scopes), ...parseKeyLimits(limits) };
      return [{ name, ...rights, sha256: Buffer.from(hash, 'hex') }];
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new RangeError(
        `a file of lines "name scope+scope sha256" (line ${index + 1} must be ${error.message})`,
        { cause: error },
      );
    }
  });
}

/**
 * The key that a caller sent. Every key is compared, in constant time, so that the time taken does not
 * reveal which key is similar.
 */
export function findApiKey(keys: readonly ApiKey[], sent: string): ApiKey | null {
  const hash = sha256(sent);
  return keys.reduce<ApiKey | null>(
    (found, key) => (timingSafeEqual(key.sha256, hash) ? key : found),
    null,
  );
}

function parseScopes(text: string): ReadonlySet<Scope> {
  const scopes = text.split('+');
  const unknown = scopes.find((scope) => !SCOPES.some((known) => known === scope));
  if (unknown !== undefined) throw new RangeError(`given scopes from ${SCOPES.join(', ')}`);
  return new Set(scopes as Scope[]);
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
