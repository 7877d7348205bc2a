import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { jsonColumn } from './json-column.js';
import { listOf, text } from './stored-json.js';

describe('jsonColumn', () => {
  const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => {});
  afterEach(() => void warn.mockClear());

  const names = () =>
    jsonColumn('things.names', listOf(text), { fallback: () => [], meaning: 'it has none' });

  it('stores a value as it is, and reads back what it can', () => {
    expect(names().to(['a'])).toEqual(['a']);
    expect(names().from(['a'])).toEqual(['a']);
    expect(warn).not.toHaveBeenCalled();
  });

  it('takes the fallback for the rest, and logs that once', () => {
    const column = names();
    expect([null, 'a', { a: 1 }].map((stored) => column.from(stored) as unknown)).toEqual([
      [],
      [],
      [],
    ]);
    expect(warn.mock.calls).toEqual([
      [expect.stringMatching(/^A value of things\.names cannot be read: it has none\./)],
    ]);
  });
});
