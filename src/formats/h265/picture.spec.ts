import { describe, expect, it } from '@jest/globals';
import { Unusual } from '../unusual.js';
import { buildHvcc } from './hvcc.js';
import { configuredPicture, hevcPicture } from './picture.js';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
/** Written by x265 for pictures of 320x182. */
const SETS = {
  main: '42010101600000030090000003000003003ca00a080c1f36595952930bc05a020000030002000003001e10',
  full: '42010101600000030090000003000003003ca00a080c1f36595952930bc05b020000030002000003001e10',
  ten: '42010102200000030090000003000003003ca00a080c1f336595952930bc05a020000003000200000301e1',
  twelve: '420101040800000300998800000300003ca00a080c1f314a595952930bc05a020000030002000003001e10',
  wideChroma: '4201010408000003009d0800000300003cb00a080c1f17965654a4c2f0168080000003008000000784',
};
const MAIN = bytes(SETS.main);
const PPS = bytes('4401c073c189');

describe('hevcPicture', () => {
  it.each([
    ['Main', SETS.main, 'yuv420p'],
    ['Main whose black is 0', SETS.full, 'yuvj420p'],
    ['Main 10', SETS.ten, 'yuv420p10le'],
  ])('reads a set of %s', (_, hex, pixelFormat) => {
    expect(hevcPicture(bytes(hex))).toEqual({
      ...{ codec: 'hevc', pixelFormat, width: 320, height: 182 },
      fieldOrder: 'progressive',
    });
  });

  it.each([
    ['twelve bits', SETS.twelve],
    ['4:2:2', SETS.wideChroma],
    ['no content', '4201'],
  ])('takes %s for unusual', (_, hex) => {
    expect(() => hevcPicture(bytes(hex))).toThrow(Unusual);
  });
});

describe('configuredPicture of HEVC', () => {
  it('reads the only set of a configuration', () => {
    expect(configuredPicture(buildHvcc([MAIN, PPS]), 320, 182)).toMatchObject({
      ...{ codec: 'hevc', width: 320, height: 182 },
    });
  });

  it.each<[string, Uint8Array, number, number]>([
    ['another width of the container', buildHvcc([MAIN, PPS]), 319, 182],
    ['another height of the container', buildHvcc([MAIN, PPS]), 320, 183],
    ['two sets', buildHvcc([MAIN, MAIN, PPS]), 320, 182],
    ['no configuration', Uint8Array.of(2), 320, 182],
  ])('takes %s for unusual', (_, hvcc, width, height) => {
    expect(() => configuredPicture(hvcc, width, height)).toThrow(Unusual);
  });
});
