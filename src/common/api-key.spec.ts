import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { findApiKey, parseApiKey, parseKeysFile } from './api-key.js';

const KEY = 'k'.repeat(16);
const hashOf = (key: string) => createHash('sha256').update(key).digest('hex');

describe('parseApiKey', () => {
  it('gives a bare key every scope', () => {
    const { name, scopes } = parseApiKey(KEY, 0);
    expect([name, [...scopes]]).toEqual(['key 1', ['read', 'write', 'export', 'admin']]);
  });

  it('reads a name and scopes', () => {
    const { name, scopes, sha256 } = parseApiKey(` nvr:read+write:${KEY}`, 0);
    expect([name, [...scopes], sha256.toString('hex')]).toEqual([
      'nvr',
      ['read', 'write'],
      hashOf(KEY),
    ]);
  });

  it.each([
    ['a short key', 'short'],
    ['an empty key', 'nvr:read:'],
    ['no name', `:read:${KEY}`],
    ['an unknown scope', `nvr:root:${KEY}`],
    ['no scope', `nvr::${KEY}`],
    ['one part too many', `nvr:read:${KEY}:x`],
    ['a blank in the key', `nvr:read:${KEY} x`],
  ])('refuses %s without repeating it', (_, entry) => {
    expect(() => parseApiKey(entry, 0)).toThrow(RangeError);
    expect(() => parseApiKey(entry, 0)).not.toThrow(new RegExp(KEY));
  });
});

describe('parseKeysFile', () => {
  it('reads lines, and ignores comments and empty lines', () => {
    const keys = parseKeysFile(
      `# keys\n\nnvr read+write ${hashOf(KEY)}\nops\tadmin ${hashOf('o')}\n`,
    );
    expect(keys.map(({ name }) => name)).toEqual(['nvr', 'ops']);
  });

  it('reads the limits of a key', () => {
    const [guard] = parseKeysFile(`guard read ${hashOf(KEY)} cameras=front names-users`);
    expect(guard).toMatchObject({ cameras: new Set(['front']), namesUsers: true });
    expect(parseApiKey(KEY, 0)).toMatchObject({ cameras: null, expiresAt: null });
  });

  it.each([`nvr read ${KEY}`, 'nvr read', `nvr read ${hashOf(KEY)} more`])('refuses %j', (line) => {
    expect(() => parseKeysFile(`\n${line}`)).toThrow('line 2');
  });
});

describe('findApiKey', () => {
  const keys = ['first', 'second'].map((name) =>
    parseApiKey(`${name}:read:${name.padEnd(16, '-')}`, 0),
  );

  it('finds each of several, so that they can be rotated', () => {
    expect(findApiKey(keys, 'first'.padEnd(16, '-'))?.name).toBe('first');
    expect(findApiKey(keys, 'second'.padEnd(16, '-'))?.name).toBe('second');
  });

  it.each(['', 'first', 'FIRST'.padEnd(16, '-')])('finds no key for %j', (sent) => {
    expect(findApiKey(keys, sent)).toBeNull();
  });
});
