import { describe, expect, it } from '@jest/globals';
import { safeFileName } from './safe-file-name.js';

describe('safeFileName', () => {
  it.each([
    ['front-door 2026-01-03 10.30.00', 'front-door 2026-01-03 10.30.00'],
    ['Einfahrt Süd', 'Einfahrt Süd'],
    ['cafe\u0301', 'café'],
    ['正門 📷', '正門 📷'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a b c d e f g h i j'],
    ['a\r\nSet-Cookie: x=1', 'a Set-Cookie x=1'],
    ['gpj.\u202Eexe', 'gpj. exe'],
    ['a\0b\u2028c\uD800d', 'a b c d'],
    ['../../etc/passwd', 'etc passwd'],
    ['.hidden. ', 'hidden'],
    [' \t ', ''],
    ['...', ''],
    ['é'.repeat(300), 'é'.repeat(100)],
    ['📷'.repeat(300), '📷'.repeat(100)],
  ])('%j', (text, expected) => {
    expect(safeFileName(text)).toBe(expected);
  });
});
