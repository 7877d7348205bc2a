import { describe, expect, it } from '@jest/globals';
import { cleanEntry } from './clean-entry.js';

const nal = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));

describe('cleanEntry', () => {
  it.each([
    ['a CRA picture', '2a01ac64', '2001ac64'],
    ['a CRA picture that drops others', '2a01ec64', '2001ac64'],
    ['an IDR picture that drops others', '2601ec64', '2601ac64'],
    ['a later slice, whose bytes then look like a start code', '2a0140000001', '200100000300' + '01'], // prettier-ignore
  ])('changes %s', (_, hex, expected) => {
    expect(Buffer.from(cleanEntry(nal(hex))).toString('hex')).toBe(expected);
  });

  it.each([
    ['an IDR picture', '2601ac64'],
    ['a BLA picture', '2001ac64'],
    ['another picture', '0201d009'],
    ['a parameter set', '4401c073'],
  ])('returns %s as it is', (_, hex) => {
    const unit = nal(hex);
    expect(cleanEntry(unit)).toBe(unit);
  });
});
