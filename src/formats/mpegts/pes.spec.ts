import { describe, expect, it } from '@jest/globals';
import { readPesStart } from './pes.js';

const start = (hex: string) => readPesStart(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

describe('readPesStart', () => {
  it.each<[string, string, number | null, string]>([
    ['a time', '000001e0 0000 8080 05 2100 0100 01 aabb', 0, 'aabb'],
    ['a time of decoding too', '000001e0 0000 84c0 0a 31 000b 7e41 11 0007 d861 00', 180_000, '00'],
    ['the last time there is', '000001c0 0008 8080 05 2f ffff ffff', 2 ** 33 - 1, ''],
    ['marks of a copy', '000001e0 0000 8f80 05 2100 0100 01', 0, ''],
    ['no time', '000001e0 0000 8000 00 0102', null, '0102'],
    ['stuffing', '000001e0 0000 8000 03 ffffff 07', null, '07'],
  ])('with %s', (_, hex, pts, data) => {
    expect(start(hex)).toEqual({ pts, data: Buffer.from(data, 'hex') });
  });

  it.each([
    ['another beginning', '000002e0 0000 8080 05 2100 0100 01'],
    ['no header of that form', '000001e0 0000 0f80 05 2100 0100 01'],
    ['scrambled content', '000001e0 0000 b080 05 2100 0100 01'],
    ['a header that is too short for its time', '000001e0 0000 8080 04 2100 0100 01'],
    ['a header that reaches past the packet', '000001e0 0000 8080 09 2100 0100 01'],
    ['a time without its marks', '000001e0 0000 8080 05 2000 0100 01'],
  ])('does not take %s', (_, hex) => {
    expect(() => start(hex)).toThrow();
  });
});
