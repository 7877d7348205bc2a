import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { number, object } from '../common/stored/stored-json.js';
import { reading } from './reading.js';

const read = object<{ n: number }>({ n: number });

afterEach(() => void jest.restoreAllMocks());

/** What is logged at a level from now on. */
function logged(level: 'error' | 'warn' | 'debug') {
  const lines: unknown[] = [];
  jest.spyOn(Logger.prototype, level).mockImplementation((line: unknown) => void lines.push(line));
  return lines;
}

describe('reading', () => {
  it('passes on what can be read, and logs what cannot: first as a warning', () => {
    const [warnings, details] = [logged('warn'), logged('debug')];
    const received: object[] = [];
    const listener = reading('clips', read, (payload) => received.push(payload));
    for (const payload of [{ n: 1 }, { m: 1 }, { n: 2, m: 1 }, {}, { n: '3' }]) listener(payload);
    expect(received).toEqual([{ n: 1 }, { n: 2 }]);
    expect(warnings).toEqual([expect.objectContaining({ channel: 'clips' })]);
    expect(details).toHaveLength(2);
  });
});
