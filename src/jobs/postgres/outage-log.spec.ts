import { describe, expect, it } from '@jest/globals';
import type { Logger } from '@nestjs/common';
import { OutageLog } from './outage-log.js';

describe('OutageLog', () => {
  it('logs each outage once when it begins and once when it ends', () => {
    const lines: string[] = [];
    const logger = {
      warn: (line: string) => lines.push(`warn ${line}`),
      log: (line: string) => lines.push(`log ${line}`),
    } as unknown as Logger;
    const outage = new OutageLog(logger, 'Reaching it');
    for (const outcome of ['ok', 'down', 'down', 'ok', 'ok', 'text'] as const) {
      if (outcome === 'ok') outage.succeeded();
      else outage.failed(outcome === 'text' ? 'gone' : new Error('no route'));
    }
    expect(lines).toEqual([
      'warn Reaching it failed and is retried until it succeeds: no route',
      'log Reaching it succeeded again',
      'warn Reaching it failed and is retried until it succeeds: gone',
    ]);
  });
});
