import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Clock } from '../common/clock.js';
import { FailedKeys } from './failed-keys.js';

const START = Date.parse('2026-01-03T10:30:00Z');

class SetClock extends Clock {
  seconds = 0;
  now(): Date {
    return new Date(START + this.seconds * 1000);
  }
}

describe('FailedKeys', () => {
  let clock: SetClock;
  let failures: FailedKeys;
  let warn: jest.SpiedFunction<Logger['warn']>;

  beforeEach(() => {
    clock = new SetClock();
    failures = new FailedKeys(clock);
    warn = jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
  });
  afterEach(() => void jest.restoreAllMocks());

  const counted = (times: number, address = '203.0.113.7') =>
    Array.from({ length: times }, () => failures.count(address));

  it('allows thirty wrong keys in a minute, then says how long to wait', () => {
    expect(counted(30)).toEqual(Array(30).fill(0));
    clock.seconds = 20.5;
    expect(counted(2)).toEqual([40, 40]);
    clock.seconds = 59.999;
    expect(counted(1)).toEqual([1]);
    clock.seconds = 60;
    expect(counted(1)).toEqual([0]);
  });

  it('warns the operator once', () => {
    counted(50);
    expect(warn.mock.calls).toEqual([
      ['More than 30 wrong API keys within a minute from 203.0.113.7.'],
    ]);
  });

  it('counts each network by itself', () => {
    counted(31);
    expect(counted(1, '203.0.113.8')).toEqual([0]);
    counted(31, '2001:db8::1');
    expect(counted(1, '2001:db8::2')).toEqual([60]);
    expect(counted(1, '2001:db8:0:1::2')).toEqual([0]);
  });

  it('remembers the newest ten thousand networks', () => {
    const address = (index: number) => `10.0.${index >> 8}.${index & 255}`;
    counted(31, '203.0.113.7');
    for (let index = 0; index < 9_999; index++) failures.count(address(index));
    expect(counted(1)).toEqual([60]);
    failures.count(address(9_999));
    expect(counted(1)).toEqual([0]);
  });
});
