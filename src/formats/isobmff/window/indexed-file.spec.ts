import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { BlockingReader } from '../../byte-reader.js';
import type { IsoBox } from '../boxes.js';
import { IndexedFile } from './indexed-file.js';

/** Reads a new copy each time, as from a disk. */
const onDisk = (bytes: Buffer): BlockingReader => ({
  size: bytes.length,
  bytes: (start, length) => Buffer.from(bytes.subarray(start, start + length)),
});

const bytesOf = (min: number) =>
  fc.uint8Array({ minLength: min, maxLength: 24 }).map((bytes) => Buffer.from(bytes));

describe('IndexedFile', () => {
  it('is the file with its old index freed, and the new one after it', () => {
    fc.assert(
      fc.property(
        bytesOf(8),
        bytesOf(0),
        fc.nat(),
        fc.nat(),
        fc.nat(),
        (file, index, box, ...at) => {
          const start = box % (file.length - 7);
          const whole = Buffer.concat([file, index]);
          whole.write('free', start + 4, 'latin1');
          const indexed = new IndexedFile(onDisk(file), { start } as IsoBox, index);
          expect(indexed.size).toBe(whole.length);
          const [from, to] = at.map((n) => n % (whole.length + 1)).sort((a, b) => a - b);
          expect(indexed.bytes(from!, to! - from!)).toEqual(whole.subarray(from, to));
        },
      ),
    );
  });
});
