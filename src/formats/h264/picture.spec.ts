import { describe, expect, it } from '@jest/globals';
import { Unusual } from '../unusual.js';
import { buildAvcc } from './avcc.js';
import { configuredPicture, h264Picture } from './picture.js';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
/** Written by x264 for pictures of 320x180. */
const SPS = bytes('6764000cacd941419f9f0110000003001000000301e0f1429960');
const PPS = bytes('68ef8fcb');

/** Of profile 66, a macroblock high and wide, with these sides cut off in units of two pixels. */
function cropped(right: number, bottom: number): Uint8Array {
  const number = (value: number) => {
    const code = (value + 1).toString(2);
    return '0'.repeat(code.length - 1) + code;
  };
  const sides = [0, right, 0, bottom].map(number).join('');
  // id, frame number, order of pictures, references, gaps, columns, rows, frames only, inference, cropping
  const bits = `${[0, 0, 2, 1].map(number).join('')}0${number(0)}${number(0)}111${sides}01`;
  const whole = bits.padEnd(Math.ceil(bits.length / 8) * 8, '0');
  const fields = [...whole.matchAll(/.{8}/g)].map(([octet]) => Number.parseInt(octet, 2));
  return Uint8Array.from([0x67, 66, 0, 30, ...fields]);
}

describe('h264Picture', () => {
  it('reads a picture of two pixels, and none without any', () => {
    expect(h264Picture(cropped(7, 7))).toMatchObject({ width: 2, height: 2 });
    expect(() => h264Picture(cropped(8, 7))).toThrow(Unusual);
    expect(() => h264Picture(cropped(7, 8))).toThrow(Unusual);
  });

  it.each([
    ['ten bits', '676e000ca6cd941419f9f0110000030001000003001e0f142996'],
    ['4:4:4', '67f4000c919b282833f1b80880000003008000000f078a14cb'],
    ['fields', '67640015acd941433f260220000003002000000303c3e28532c0'],
  ])('takes %s for unusual', (_, sps) => {
    expect(() => h264Picture(bytes(sps))).toThrow(Unusual);
  });
});

describe('configuredPicture', () => {
  it('reads the only set of a configuration', () => {
    expect(configuredPicture(buildAvcc([SPS], [PPS]), 320, 180)).toEqual({
      ...{ codec: 'h264', pixelFormat: 'yuv420p', width: 320, height: 180 },
      fieldOrder: 'progressive',
    });
  });

  it.each<[string, Uint8Array, number, number]>([
    ['another width of the container', buildAvcc([SPS], [PPS]), 319, 180],
    ['another height of the container', buildAvcc([SPS], [PPS]), 320, 181],
    ['two sets', buildAvcc([SPS, SPS], [PPS]), 320, 180],
    ['no set', buildAvcc([], [PPS]), 320, 180],
    ['no configuration', Uint8Array.of(2), 320, 180],
  ])('takes %s for unusual', (_, avcc, width, height) => {
    expect(() => configuredPicture(avcc, width, height)).toThrow(Unusual);
  });
});
