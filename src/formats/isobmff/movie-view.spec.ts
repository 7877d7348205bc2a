import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { BlockingReader } from '../byte-reader.js';
import { readerOf } from '../byte-reader.js';
import { boxesIn } from './boxes.js';
import { MovieView, type ViewedTrack } from './movie-view.js';

const TRACK: ViewedTrack = {
  ...{ kind: 'video', width: 64, height: 48 },
  entry: Buffer.from('0000000861766331', 'hex'),
  packets: [
    { start: 3, size: 4, seconds: 7, isKey: true },
    { start: 9, size: 2, seconds: 7.5, isKey: false },
  ],
};
/** Behind the type of the file (32 bytes) and the header of the media data. */
const OFFSET = 28 + 16;

/** Refuses to read past the end, as files do. */
const strict = (bytes: Buffer): BlockingReader => ({
  size: bytes.length,
  bytes(start, length) {
    expect(start >= 0 && length > 0 && start + length <= bytes.length).toBe(true);
    return bytes.subarray(start, start + length);
  },
});

const content = (size: number) => Buffer.from(Array.from({ length: size }, (_, i) => i + 1));

describe('MovieView', () => {
  it('is an MP4 around the bytes of the file', async () => {
    const view = new MovieView(strict(content(20)), [TRACK]);
    const all = view.bytes(0, view.size);
    const boxes = await boxesIn(readerOf(all), 0, all.length);
    expect(boxes.map(({ type }) => type)).toEqual(['ftyp', 'mdat', 'moov']);
    expect(all.subarray(OFFSET, OFFSET + 20)).toEqual(content(20));
    expect(boxes[1]).toMatchObject({ content: OFFSET, end: OFFSET + 20 });
  });

  it('gives the place of each packet behind its beginning', () => {
    const view = new MovieView(strict(content(20)), [TRACK]);
    const all = view.bytes(0, view.size);
    const stco = all.indexOf('stco');
    const places = [all.readUInt32BE(stco + 12), all.readUInt32BE(stco + 16)];
    expect(all.readUInt32BE(stco + 8)).toBe(2);
    expect(places.map((at) => all[at])).toEqual([4, 10]);
  });

  it('has the same bytes in pieces of any size', () => {
    const view = new MovieView(strict(content(20)), [TRACK]);
    const all = view.bytes(0, view.size);
    fc.assert(
      fc.property(fc.nat(all.length), fc.nat(all.length), (a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        expect(view.bytes(from, to - from)).toEqual(all.subarray(from, to));
      }),
    );
  });
});
