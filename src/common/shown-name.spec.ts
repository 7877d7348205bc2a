import { describe, expect, it } from '@jest/globals';
import { shownJson, shownLine, shownName, shownText } from './shown-name.js';

describe('shownName', () => {
  it.each([
    ['/recordings/front/10:00 – é.mp4', '10:00 – é.mp4'],
    ['front.mp4', 'front.mp4'],
    ['/a/two\nlines.mp4', 'two\\u{a}lines.mp4'],
    ['/a/\u001b[31mred.mp4', '\\u{1b}[31mred.mp4'],
    ['/a/4pm.\u202etxt', '4pm.\\u{202e}txt'],
    ['/a/\u2028.mp4', '\\u{2028}.mp4'],
  ])('of %j', (path, name) => {
    expect(shownName(path)).toBe(name);
  });
});

const HOSTILE = 'a\\u001b\u001b[31m \b\f\r\u0085\u202e\u2028\u{e0001}é 🎥';

describe('shownJson', () => {
  it('writes hidden characters as escapes, and keeps the value', () => {
    const json = shownJson({ [HOSTILE]: HOSTILE });
    expect(json).toMatch(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u);
    expect(JSON.parse(json)).toEqual({ [HOSTILE]: HOSTILE });
  });
});

describe('shownLine', () => {
  it('gives a program the texts that people are shown', () => {
    const line = `${JSON.stringify({ file: HOSTILE, depth: 2 })}\n`;
    const shown = shownLine(line);
    expect(shown.slice(0, -1)).toMatch(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u);
    expect(shown.endsWith('}\n')).toBe(true);
    expect(JSON.parse(shown)).toEqual({ file: shownText(HOSTILE), depth: 2 });
  });

  it('keeps the lines of a trace', () => {
    const line = JSON.stringify({ stack: 'Error\n\tat a' });
    expect(shownLine(line)).toBe(line);
  });
});
