import { describe, expect, it } from '@jest/globals';
import { jpegOrientation, swapsSides, TURNS } from './orientation.js';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

const SOI = 'ffd8';
const APP0 = 'ffe0 0010 4a46494600010100000100010000';
const EXIF = Buffer.from('Exif\0\0', 'latin1').toString('hex');
const app1 = (content: string) => {
  const bytes = hex(content).length + 2;
  return `ffe1 ${bytes.toString(16).padStart(4, '0')} ${content}`;
};
/** A directory with a resolution and the orientation. */
const big = (value: string) =>
  `4d4d 002a 00000008 0002 0100 0003 00000001 00100000 0112 0003 00000001 ${value}0000`;
const little = (value: string) => `4949 2a00 08000000 0100 1201 0300 01000000 ${value}0000`;

describe('The orientation of a JPEG', () => {
  it.each<[string, string, number]>([
    ['written big-endian', SOI + APP0 + app1(EXIF + big('0006')), 6],
    ['written little-endian', SOI + app1(EXIF + little('0800')), 8],
    ['upright', SOI + app1(EXIF + big('0001')), 1],
    ['that does not exist', SOI + app1(EXIF + big('0009')), 1],
    ['of zero', SOI + app1(EXIF + big('0000')), 1],
    ['in a second segment', SOI + app1('68747470') + app1(EXIF + big('0003')), 3],
    ['in other data than Exif', SOI + app1('4578696600ff' + big('0006')), 1],
    ['after the start of the picture', SOI + 'ffda 0002' + app1(EXIF + big('0006')), 1],
    ['without an entry', SOI + app1(`${EXIF}4d4d 002a 00000008 0000`), 1],
    ['whose directory lies outside', SOI + app1(`${EXIF}4d4d 002a 7fffffff 0001`), 1],
    ['whose bytes end too early', SOI + app1(EXIF + big('0006')).slice(0, -8), 1],
    ['of no JPEG', '89504e47', 1],
  ])('%s is read', (_, head, orientation) => {
    expect(jpegOrientation(hex(head))).toBe(orientation);
  });

  it('swaps the sides where it is lying on one', () => {
    const swapped = ([1, 2, 3, 4, 5, 6, 7, 8] as const).filter(swapsSides);
    expect(swapped).toEqual([5, 6, 7, 8]);
    for (const [orientation, filters] of Object.entries(TURNS)) {
      expect(filters.join().startsWith('transpose')).toBe(Number(orientation) >= 5);
    }
  });
});
