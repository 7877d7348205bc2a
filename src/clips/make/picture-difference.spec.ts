import { describe, expect, it } from '@jest/globals';
import { SMALL } from '../../cut/head/small-pictures.js';
import { differenceOf, differenceOfAll } from './picture-difference.js';

const PIXELS = SMALL.width * SMALL.height;

/** A person of 2 × 5 pixels at a column, in a grey picture. */
const person = (column: number, contrast: number) =>
  Uint8Array.from({ length: PIXELS }, (_, pixel) => {
    const [x, y] = [pixel % SMALL.width, Math.floor(pixel / SMALL.width)];
    return x >= column && x < column + 2 && y >= 8 && y < 13 ? 100 + contrast : 100;
  });
/** The person walks a pixel each frame. */
const walk = (first: number, frames: number, contrast: number) =>
  Array.from({ length: frames }, (_, index) => person(first + index, contrast));
/** As an encoder leaves pictures: here and there a level off. */
const encoded = (pictures: Uint8Array[]) =>
  pictures.map((picture) =>
    picture.map((luma, pixel) => luma + [0, 0, 1, 0, -1, 0, 0, 0][pixel % 8]!),
  );

const DARK = Array.from({ length: 6 }, () => new Uint8Array(PIXELS).fill(16));

describe('Encoded frames', () => {
  it.each<[string, Uint8Array[], Uint8Array[]]>([
    ['are the same', walk(5, 6, 40), walk(5, 6, 40)],
    ['are a level off', encoded(walk(5, 6, 40)), walk(5, 6, 40)],
    ['are the last of those that were decoded', encoded(walk(5, 6, 40)), walk(2, 9, 40)],
    ['are black', DARK, DARK],
    ['show nothing that moves', encoded(DARK), DARK],
    ['move too little to be seen', encoded(walk(5, 6, 2)), walk(6, 6, 2)],
    ['are a single one', encoded(walk(5, 1, 40)), walk(1, 5, 40)],
  ])('do not differ where they %s', (_, clip, recorded) => {
    expect(differenceOf(clip, recorded, recorded.length - clip.length)).toBeNull();
  });

  it.each<[string, Uint8Array[], Uint8Array[], string]>([
    ['none is there', [], walk(5, 6, 40), 'no frame can be decoded'],
    [
      'the recording has fewer',
      walk(5, 6, 40),
      walk(6, 5, 40),
      'the recording lacks 1 of the encoded frames',
    ],
    [
      'they are a frame early',
      encoded(walk(4, 6, 40)),
      walk(0, 11, 40),
      'encoded frame 1 shows something else',
    ],
    [
      'one of them is another',
      [...walk(5, 4, 40), ...walk(0, 2, 40)],
      walk(5, 6, 40),
      'encoded frame 5 shows something else',
    ],
    [
      'the difference is one level too large',
      walk(5, 1, 9),
      walk(20, 1, 9),
      'encoded frame 1 shows something else',
    ],
    [
      'slow ones are a frame early',
      encoded(walk(4, 6, 6)),
      walk(0, 11, 6),
      'encoded frames are like those 1 before them',
    ],
    [
      'slow ones are three frames late',
      encoded(walk(8, 6, 6)),
      walk(0, 11, 6),
      'encoded frames are like those 3 after them',
    ],
  ])('differ where %s', (_, clip, recorded, difference) => {
    const first = Math.max(0, recorded.length - clip.length);
    expect(differenceOf(clip, recorded, first)).toBe(difference);
  });

  it('are those from a number on, with others before and after them', () => {
    expect(differenceOf(encoded(walk(5, 4, 6)), walk(2, 12, 6), 3)).toBeNull();
    expect(differenceOf(encoded(walk(5, 4, 6)), walk(2, 12, 6), 2)).toBe(
      'encoded frames are like those 1 after them',
    );
  });
});

describe('Many encoded frames', () => {
  /** The person walks to and fro, and rests between. */
  const long = Array.from({ length: 200 }, (_, i) => person(i % 40 < 20 ? i % 40 : 20, 6));

  it('do not differ where each is like its own', async () => {
    expect(await differenceOfAll(encoded(long.slice(3)), long, 3)).toBeNull();
  });

  it('differ where only some of them are moved', async () => {
    const moved = [...long.slice(0, 120), ...long.slice(119, 199)];
    expect(await differenceOfAll(moved, long, 0)).toBe(
      '128 frames later encoded frames are like those 1 before them',
    );
  });

  it('differ where there are none', async () => {
    expect(await differenceOfAll([], long, 0)).toBe('no frame can be decoded');
  });
});
