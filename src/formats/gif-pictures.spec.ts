import { describe, expect, it } from '@jest/globals';
import { gifPictures } from './gif-pictures.js';

const TRAILER = [0x3b];
const EXTENSION = [0x21, 0xf9, 4, 0, 0, 0, 0, 0];

/** A screen of so many pixels, with a palette of two colours. */
const header = (width: number, height: number) => [
  ...Buffer.from('GIF89a'),
  ...[width, 0, height, 0, 0x80, 0, 0],
  ...[0, 0, 0, 255, 255, 255],
];

/** A picture whose pixels are numbers of the palette, with codes of `bits` bits, cleared before each pixel. */
function image(width: number, height: number, pixels: number[], bits = 2): number[] {
  const clear = 1 << bits;
  return [...frame(width, height), bits, ...packed([...pixels.flatMap((each) => [clear, each]), clear + 1], bits + 1)]; // prettier-ignore
}

const frame = (width: number, height: number, flags = 0) =>
  [0x2c, 0, 0, 0, 0, width, 0, height, 0, flags]; // prettier-ignore

/** Codes of one length in a block of data, and the empty one. */
function packed(codes: number[], bits: number): number[] {
  const bytes = Array.from({ length: Math.ceil((codes.length * bits) / 8) }, () => 0);
  codes.forEach((code, i) => {
    for (let bit = 0; bit < bits; bit++) {
      const at = i * bits + bit;
      bytes[at >> 3]! |= ((code >> bit) & 1) << (at & 7);
    }
  });
  return [bytes.length, ...bytes, 0];
}

const read = (...parts: number[][]) =>
  gifPictures(Buffer.from(parts.flat())).map((picture) => [...picture]);

describe('gifPictures', () => {
  it('reads every picture', () => {
    const pictures = [image(2, 2, [0, 1, 2, 3]), EXTENSION, image(2, 2, [3, 3, 3, 0])];
    expect(read(header(2, 2), EXTENSION, ...pictures, TRAILER)).toEqual([
      [0, 1, 2, 3],
      [3, 3, 3, 0],
    ]);
    expect(read(header(2, 2), TRAILER)).toEqual([]);
  });

  it('repeats what was seen, also while it is being repeated', () => {
    // 1, then "1 1" (code 6, not complete yet), "1 1 1" (7), then 2 with codes of four bits.
    const codes = [...packed([4, 1, 6], 3)];
    expect(read(header(3, 1), frame(3, 1), [2], codes, TRAILER)).toEqual([[1, 1, 1]]);
  });

  it('skips the palette of a picture', () => {
    const [, , , , , , , , , , ...content] = image(1, 1, [1]);
    const palette = [0, 0, 0, 1, 1, 1];
    expect(read(header(1, 1), frame(1, 1, 0x80), palette, content, TRAILER)).toEqual([[1]]);
  });

  it.each<[string, number[][]]>([
    ['a picture does not fill the screen', [header(2, 2), image(2, 1, [0, 1]), TRAILER]],
    ['a picture ends early', [header(2, 2), image(2, 2, [0, 1, 2]), TRAILER]],
    ['a code means nothing yet', [header(2, 1), frame(2, 1), [2], packed([4, 7], 3), TRAILER]],
    ['something else follows', [header(1, 1), [7]]],
    ['it ends early', [header(1, 1), image(1, 1, [1])]],
    ['its data are cut short', [header(2, 1), frame(2, 1), [2], packed([4], 3), TRAILER]],
  ])('refuses a file in which %s', (_, parts) => {
    expect(() => read(...parts)).toThrow();
  });
});
