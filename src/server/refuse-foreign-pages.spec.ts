import { describe, expect, it } from '@jest/globals';
import { isForgery, isLocalName } from './refuse-foreign-pages.js';

describe('isForgery', () => {
  const host = 'nvr.example:3000';
  const friend = 'https://friend.example';

  it.each<[boolean, string, string, Record<string, string>]>([
    [false, 'a program', 'POST', {}],
    [false, 'the own page', 'POST', { 'sec-fetch-site': 'same-origin', origin: `http://${host}` }],
    [
      false,
      'the own page behind a proxy',
      'POST',
      { 'sec-fetch-site': 'same-origin', origin: 'https://x.example' },
    ],
    [false, 'the address bar', 'POST', { 'sec-fetch-site': 'none' }],
    [
      true,
      'another site',
      'POST',
      { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    ],
    [
      true,
      'a sibling',
      'DELETE',
      { 'sec-fetch-site': 'same-site', origin: 'http://nvr.example:8080' },
    ],
    [true, 'another site that hides', 'PATCH', { 'sec-fetch-site': 'cross-site' }],
    [false, 'another site that reads', 'GET', { 'sec-fetch-site': 'cross-site' }],
    [false, 'another site that asks first', 'OPTIONS', { origin: 'https://evil.example' }],
    [false, 'a site that is named', 'POST', { 'sec-fetch-site': 'cross-site', origin: friend }],
    [false, 'the own page in an old browser', 'POST', { origin: `http://${host}` }],
    [true, 'another site in an old browser', 'POST', { origin: 'http://evil.example' }],
    [true, 'another port in an old browser', 'POST', { origin: 'http://nvr.example:3001' }],
    [true, 'a sandboxed frame', 'POST', { origin: 'null' }],
  ])('is %s for %s by %s', (expected, _, method, headers) => {
    expect(isForgery(method, { host, ...headers }, [friend])).toBe(expected);
  });
});

describe('isLocalName', () => {
  it.each([
    'localhost',
    'LOCALHOST:3000',
    'a.localhost',
    '127.0.0.1',
    '127.9.9.9:80',
    '[::1]:3000',
  ])('accepts %s', (host) => expect(isLocalName(host)).toBe(true));
  it.each([
    undefined,
    '',
    'nvr.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '[::2]',
  ])('refuses %s', (host) => expect(isLocalName(host)).toBe(false));
});
