import { describe, expect, it } from '@jest/globals';
import { readerOf } from '../byte-reader.js';
import { readableSize } from './readable-size.js';
import { box } from './write-box.js';

const FTYP = box('ftyp', Buffer.alloc(8));
const MOOV = box('moov', Buffer.alloc(20));
const FRAGMENT = [box('moof', Buffer.alloc(40)), box('mdat', Buffer.alloc(60))];
const cut = (bytes: Buffer, length: number) => bytes.subarray(0, length);

describe('readableSize', () => {
  const whole = Buffer.concat([FTYP, MOOV, ...FRAGMENT]).length;

  it.each<[string, number, Buffer[]]>([
    ['a whole file', whole, [FTYP, MOOV, ...FRAGMENT]],
    ['a fragment cut inside moof', whole, [FTYP, MOOV, ...FRAGMENT, cut(FRAGMENT[0]!, 20)]],
    ['a fragment cut inside its header', whole, [FTYP, MOOV, ...FRAGMENT, cut(FRAGMENT[0]!, 5)]],
    [
      'a fragment cut inside mdat',
      whole,
      [FTYP, MOOV, ...FRAGMENT, FRAGMENT[0]!, cut(FRAGMENT[1]!, 30)],
    ],
    ['a fragment without its mdat', whole, [FTYP, MOOV, ...FRAGMENT, FRAGMENT[0]!]],
    [
      'data cut short behind its index',
      24 + 20 + 30,
      [FTYP, MOOV, cut(box('mdat', Buffer.alloc(60)), 30)],
    ],
    ['a file that is not MP4', 400, [Buffer.alloc(400, 0x47)]],
  ])('of %s', async (_, size, parts) => {
    expect(await readableSize(readerOf(Buffer.concat(parts)))).toBe(size);
  });
});
