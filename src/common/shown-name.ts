import { basename } from 'node:path';

/** Characters that are not seen, break lines, or turn the direction of the text after them. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** What a message calls a file: its name without the folders, hidden characters written as escapes. */
export function shownName(path: string): string {
  return shownText(basename(path));
}

/** A text from outside in one line, hidden characters written as escapes. */
export function shownText(text: string): string {
  return text.replace(HIDDEN, (character) => {
    return `\\u{${character.codePointAt(0)!.toString(16)}}`;
  });
}

/** The same value as JSON, with hidden characters written as escapes of JSON. */
export function shownJson(value: unknown): string {
  return JSON.stringify(value).replace(HIDDEN, (character) =>
    Array.from(
      { length: character.length },
      (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}

/** Those that JSON writes as escapes, except for line breaks and tabs. */
const ESCAPES = /\\\\|\\u00([0-9a-f]{2})|\\([bfr])/g;
const SHORT: Readonly<Record<string, string>> = { b: '8', f: 'c', r: 'd' };

/**
 * A line of JSON whose texts are as `shownText` writes them, so that they stay so where a program prints them. Only
 * line breaks and tabs stay, as traces of errors have them.
 */
export function shownLine(line: string): string {
  const end = line.endsWith('\n') ? '\n' : '';
  const json = end ? line.slice(0, -1) : line;
  return (
    json
      .replace(ESCAPES, (found, hex?: string, letter?: string) => {
        if (hex === undefined && letter === undefined) return found;
        return `\\\\u{${hex === undefined ? SHORT[letter!] : parseInt(hex, 16).toString(16)}}`;
      })
      .replace(HIDDEN, (character) => `\\\\u{${character.codePointAt(0)!.toString(16)}}`) + end
  );
}
