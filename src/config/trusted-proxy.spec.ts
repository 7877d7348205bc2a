import { describe, expect, it } from '@jest/globals';
import { parseTrustedProxy } from './trusted-proxy.js';

describe('parseTrustedProxy', () => {
  it.each([
    'loopback',
    'linklocal',
    'uniquelocal',
    '10.0.0.5',
    '10.0.0.0/1',
    '10.0.0.0/32',
    'fd00::1',
    'fd00::/1',
    'fd00::/128',
  ])('accepts %s as it is', (entry) => {
    expect(parseTrustedProxy(entry)).toBe(entry);
  });

  it.each([
    '0.0.0.0/0',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '10.0.0.0/255.0.0.0',
    '10.0.0',
    '::/0',
    'fd00::/129',
    'fd00::/0128',
    'loopback/8',
    'nginx',
    '',
  ])('refuses “%s”', (entry) => {
    expect(() => parseTrustedProxy(entry)).toThrow(RangeError);
  });
});
