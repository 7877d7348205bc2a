import { parseInstant } from './validation/is-instant.js';

/** What an API key is limited to besides its scopes. */
export interface KeyLimits {
  /** The only cameras that it can be used for; null: all. */
  readonly cameras: ReadonlySet<string> | null;
  /** From when on it is not valid; null: it does not expire. */
  readonly expiresAt: Date | null;
  /** Whether its requests may name the person behind the key. */
  readonly namesUsers: boolean;
}

export const NO_LIMITS: KeyLimits = { cameras: null, expiresAt: null, namesUsers: false };

/**
 * Reads the words after a key's hash: `cameras=front,back%20door`, `expires=2027-01-31T00:00:00Z` and `names-users`.
 *
 * @throws RangeError whose message completes "must be …"
 */
export function parseKeyLimits(words: readonly string[]): KeyLimits {
  const limits: { -readonly [Name in keyof KeyLimits]: KeyLimits[Name] } = { ...NO_LIMITS };
  const seen = new Set<string>();
  for (const word of words) {
    const [name = '', value] = splitOnce(word);
    if (seen.has(name)) throw new RangeError(`given ${name} once for each key`);
    seen.add(name);
    if (name === 'cameras' && value) limits.cameras = parseCameras(value);
    else if (name === 'expires' && value) limits.expiresAt = parseExpiry(value);
    else if (word === 'names-users') limits.namesUsers = true;
    else throw new RangeError('given cameras=…, expires=… or names-users after a hash');
  }
  return limits;
}

function splitOnce(word: string): [string, string?] {
  const at = word.indexOf('=');
  return at < 0 ? [word] : [word.slice(0, at), word.slice(at + 1)];
}

/** Ids of cameras may contain any character, so those that separate words and ids are percent-encoded. */
function parseCameras(text: string): ReadonlySet<string> {
  const cameras = text.split(',').map(decoded);
  if (cameras.includes('')) throw new RangeError('given the ids of cameras as cameras=front,back');
  return new Set(cameras);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new RangeError('given ids of cameras in which "%" is written as %25');
  }
}

function parseExpiry(text: string): Date {
  const instant = parseInstant(text);
  if (!instant) throw new RangeError('given instants such as expires=2027-01-31T00:00:00Z');
  return instant;
}
