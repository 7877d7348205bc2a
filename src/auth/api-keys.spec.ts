import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { ApiKeys } from './api-keys.js';
import { keysIn } from './read-keys-file.js';

const hashOf = (key: string) => createHash('sha256').update(key).digest('hex');
const TEXT = `
  guard read ${hashOf('guard')} expires=2026-02-01T00:00:00Z
  nvr write ${hashOf('nvr')}`;

function apiKeys(text: string | null, start = '2026-01-03T10:30:00Z') {
  let now = new Date(start);
  const file = text === null ? null : { path: 'keys', text, keys: keysIn(text) };
  const keys = new ApiKeys({ keys: [], file, linkTtlSeconds: 60 }, { now: () => now });
  return { keys, at: (instant: string) => void (now = new Date(instant)) };
}

describe('ApiKeys', () => {
  it('are valid until they expire, and the same list until then', () => {
    const { keys, at } = apiKeys(TEXT);
    const before = keys.current();
    at('2026-01-31T23:59:59.999Z');
    expect(keys.find('guard')?.name).toBe('guard');
    expect(keys.hasExpired('guard')).toBe(false);
    expect(keys.current()).toBe(before);
    at('2026-02-01T00:00:00Z');
    expect(keys.find('guard')).toBeNull();
    expect(keys.hasExpired('guard')).toBe(true);
    expect(keys.current().map(({ name }) => name)).toEqual(['nvr']);
    expect(keys.hasExpired('nvr')).toBe(false);
    expect(keys.hasExpired('unknown')).toBe(false);
  });

  it('are required as long as there is a file, even if all have expired', () => {
    const { keys } = apiKeys(TEXT.split('\n')[1]!, '2027-01-01T00:00:00Z');
    expect(keys.current()).toEqual([]);
    expect(keys.areRequired).toBe(true);
    expect(apiKeys(null).keys.areRequired).toBe(false);
  });
});
