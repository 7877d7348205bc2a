import { describe, expect, it } from '@jest/globals';
import { type LoggerOptions, pino } from 'pino';
import { httpLog } from './http-log.js';

describe('The log', () => {
  it('has no raw control characters, wherever the name of a file is', () => {
    const lines: string[] = [];
    const log = pino(httpLog('info').pinoHttp as LoggerOptions, {
      write: (line) => lines.push(line),
    });
    const name = '\u001b[2J\u202e\u0085.mp4';
    log.info({ file: name, err: new Error(`ENOENT: open '${name}'`) }, name);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^[^\p{Cc}\p{Cf}]+\n$/u);
    const shown = '\\u{1b}[2J\\u{202e}\\u{85}.mp4';
    expect(JSON.parse(lines[0]!)).toMatchObject({ file: shown, msg: shown });
  });
});
