import { describe, expect, it } from '@jest/globals';
import { listeningOn } from './listening-on.js';

describe('listeningOn', () => {
  it.each([
    ['127.0.0.1', 'IPv4', 'Listening on http://127.0.0.1:3000'],
    ['0.0.0.0', 'IPv4', 'Listening on http://0.0.0.0:3000 (all interfaces)'],
    ['::1', 'IPv6', 'Listening on http://[::1]:3000'],
    ['::', 'IPv6', 'Listening on http://[::]:3000 (all interfaces)'],
  ])('names %s', (address, family, line) => {
    expect(listeningOn({ address, family, port: 3000 })).toBe(line);
  });
});
