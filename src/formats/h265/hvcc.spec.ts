import { describe, expect, it } from '@jest/globals';
import { codecString } from './codec-string.js';
import { buildHvcc, parseHvcc } from './hvcc.js';

const nal = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));

/** Written by x265. */
const VPS = nal('40010c01ffff01600000030090000003000003003cba024000');
const SPS = nal(
  '42010101600000030090000003000003003ca00a080c1f3e5ba4a4c2f016808000000300800000078400',
);
const SPS_LEVEL_63 = nal(
  '42010101600000030090000003000003003fa005220171c44d96e92930bc05a020000003002000000301e100',
);
const TEN_BITS = nal(
  '42010102200000030090000003000003003ca00a080c1f3b65ba4a4c2f016808000003000800000300784000',
);
const TWO_LAYERS = nal(
  '42010201600000030090000003000003003c0000a00a080c1f3e59590ac894985e02d010000003001000000300f08000',
);
const PPS = nal('4401c073c18900');
const SEI = nal('4e01051a');

/** As FFmpeg writes it, before the arrays. */
const BEFORE_ARRAYS = '0101600000009000000000003cf000fcfdf8f800000f';

describe('hvcC', () => {
  it('lists all the sets given, with those of each kind together and complete', () => {
    const bytes = buildHvcc([PPS, SPS, VPS, SPS_LEVEL_63]);
    expect(parseHvcc(bytes)).toEqual({ lengthSize: 4, sets: [VPS, SPS, SPS_LEVEL_63, PPS] });
    const begin = `${VPS.length.toString(16).padStart(4, '0')}40010c01`;
    const arrays = Buffer.from(bytes.subarray(22)).toString('hex');
    expect(arrays.startsWith(`03a00001${begin}`)).toBe(true);
    expect(arrays.indexOf('a10002')).toBe(2 * (1 + 3 + 2 + VPS.length));
    expect(arrays.indexOf('a20001')).toBeGreaterThan(0);
  });

  it('describes a stream as FFmpeg does', () => {
    const bytes = buildHvcc([VPS, SPS, PPS]);
    expect(Buffer.from(bytes.subarray(0, 22)).toString('hex')).toBe(BEFORE_ARRAYS);
  });

  it.each<[string, Uint8Array[], number, number]>([
    ['the highest level', [SPS_LEVEL_63, SPS], 12, 63],
    ['the highest profile', [SPS, TEN_BITS], 1, 2],
    ['the compatibility that all have', [SPS, TEN_BITS], 2, 0x20],
    ['the highest depth', [TEN_BITS, SPS], 17, 0xfa],
    ['the most temporal layers, not nested', [SPS, TWO_LAYERS], 21, (2 << 3) | 3],
    ['nested layers', [SPS, SPS_LEVEL_63], 21, (1 << 3) | 4 | 3],
  ])('says %s', (_, sets, at, value) => {
    expect(buildHvcc([VPS, ...sets, PPS])[at]).toBe(value);
  });

  it.each([
    ['no sets', 2, `${BEFORE_ARRAYS.slice(0, 42)}0d00`, []],
    ['messages among the sets', 4, `${BEFORE_ARRAYS}02a7000100044e01051aa2000100074401c073c18900`, [PPS]], // prettier-ignore
  ])('is read with %s', (_, lengthSize, hex, sets) => {
    expect(parseHvcc(nal(hex))).toEqual({ lengthSize, sets });
    expect(sets).not.toContain(SEI);
  });

  it.each([
    ['another version', `02${BEFORE_ARRAYS.slice(2)}00`],
    ['too few bytes', BEFORE_ARRAYS],
    ['a set that reaches past the end', `${BEFORE_ARRAYS}01a2000100084401c073c18900`],
  ])('does not read %s', (_, hex) => {
    expect(parseHvcc(nal(hex))).toBeNull();
  });
});

describe('The configuration of several sets', () => {
  it.each([
    ['Main', [SPS], 'hvc1.1.6.L60.90'],
    ['Main 10', [TEN_BITS], 'hvc1.2.4.L60.90'],
    ['Main and Main 10', [SPS, TEN_BITS], 'hvc1.2.4.L60.90'],
  ])('is that of all: %s', (_, sets, expected) => {
    expect(codecString('hvc1', buildHvcc([VPS, ...sets, PPS]))).toBe(expected);
  });
});
