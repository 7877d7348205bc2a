import { describe, expect, it } from '@jest/globals';
import { NO_LIMITS, parseKeyLimits } from './key-limits.js';

const read = (text: string) => parseKeyLimits(text.split(' ').filter(Boolean));

describe('The limits of a key', () => {
  it.each([
    ['', NO_LIMITS],
    ['cameras=front', { ...NO_LIMITS, cameras: new Set(['front']) }],
    [
      'cameras=front,back%20door,a%2Cb,100%25,a=b',
      { ...NO_LIMITS, cameras: new Set(['front', 'back door', 'a,b', '100%', 'a=b']) },
    ],
    ['expires=2027-01-31T00:00:00Z', { ...NO_LIMITS, expiresAt: new Date('2027-01-31') }],
    ['expires=2027-01-31T00:00:00+01:00', { expiresAt: new Date('2027-01-30T23:00:00Z') }],
    ['names-users', { ...NO_LIMITS, namesUsers: true }],
    ['names-users cameras=a', { cameras: new Set(['a']), expiresAt: null, namesUsers: true }],
  ])('are read from “%s”', (text, expected) => {
    expect(read(text)).toMatchObject(expected);
  });

  it.each([
    ['more', /^given cameras=…, expires=… or names-users after a hash$/],
    ['cameras', /after a hash$/],
    ['cameras=', /after a hash$/],
    ['camera=front', /after a hash$/],
    ['names-users=no', /after a hash$/],
    ['cameras=front,', /^given the ids of cameras/],
    ['cameras=100%', /written as %25$/],
    ['expires=2027-01-31', /^given instants such as/],
    ['expires=never', /^given instants such as/],
    ['cameras=a cameras=b', /^given cameras once/],
  ])('are not read from “%s”', (text, message) => {
    expect(() => read(text)).toThrow(RangeError);
    expect(() => read(text)).toThrow(message);
  });
});
