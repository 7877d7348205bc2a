import { describe, expect, it } from '@jest/globals';
import { codecString } from './codec-string.js';

/** Version, profile, compatible profiles, constraints, level. */
const configuration = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

describe('The codec string of HEVC', () => {
  it.each([
    ['Main', '01 01 60000000 900000000000 78', 'hvc1.1.6.L120.90'],
    ['Main with more constraints', '01 01 60000000 b00000000000 5d', 'hvc1.1.6.L93.B0'],
    ['Main 10 in the high tier', '01 22 20000000 900000000000 99', 'hvc1.2.4.H153.90'],
    ['a range extension', '01 04 08000000 9e080000000b 5a', 'hvc1.4.10.L90.9E.8.0.0.0.B'],
    ['no constraints', '01 01 60000000 000000000000 1e', 'hvc1.1.6.L30'],
    ['another profile space', '01 41 60000000 000000000000 1e', 'hvc1.A1.6.L30'],
    ['all compatible profiles', '01 01 ffffffff 000000000000 1e', 'hvc1.1.FFFFFFFF.L30'],
  ])(
    'of %s names profile, compatible profiles, tier, level and constraints',
    (_, hex, expected) => {
      expect(codecString('hvc1', configuration(hex))).toBe(expected);
    },
  );

  it('begins with the sample entry', () => {
    const main = configuration('01 01 60000000 b00000000000 5d');
    expect(codecString('hev1', main)).toBe('hev1.1.6.L93.B0');
  });
});
