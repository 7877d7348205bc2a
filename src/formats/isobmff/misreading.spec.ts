import { describe, expect, it } from '@jest/globals';
import { readerOf } from '../byte-reader.js';
import { Unusual } from '../unusual.js';
import type { Misreading } from '../demuxer.js';
import { hasFragments, misreadingOf } from './misreading.js';
import { box, u32 } from './write-box.js';

const RATE = 0x10000;

interface Movie {
  descriptions?: number;
  samples?: number;
  kind?: string;
  edits?: readonly (readonly [duration: number, mediaTime: number])[];
  /** Whether each fragment has a decode time. */
  fragments?: readonly boolean[];
  sizes?: 'stsz' | 'stz2';
}

function movie(made: Movie): Buffer {
  const { descriptions = 1, samples = 0, kind = 'vide', edits, fragments = [] } = made;
  const table = box(
    'stbl',
    box('stsd', u32(0, descriptions)),
    box(made.sizes ?? 'stsz', u32(0, 0, samples)),
  );
  const handler = box('hdlr', u32(0, 0), Buffer.from(kind, 'latin1'));
  const list = edits?.flatMap(([duration, mediaTime]) => [duration, mediaTime, RATE]);
  const trak = box(
    'trak',
    ...(list ? [box('edts', box('elst', u32(0, edits!.length, ...list)))] : []),
    box('mdia', handler, box('minf', table)),
  );
  return Buffer.concat([
    box('ftyp', Buffer.alloc(8)),
    box('moov', box('mvhd', Buffer.alloc(8)), trak),
    ...fragments.flatMap((hasTime) => [
      box(
        'moof',
        box('traf', box('tfhd', u32(0, 1)), ...(hasTime ? [box('tfdt', u32(0, 0))] : [])),
      ),
      box('mdat', Buffer.alloc(8)),
    ]),
  ]);
}

describe('misreadingOf', () => {
  it.each<[string, Movie, Misreading | null]>([
    ['an ordinary movie', { samples: 9 }, null],
    ['a track of two descriptions', { descriptions: 2 }, 'codec_change'],
    ['a late start', { edits: [[500, -1], [6000, 0]] }, null], // prettier-ignore
    ['two parts of a track', { edits: [[3000, 0], [6000, 6000]] }, 'edit_list'], // prettier-ignore
    ['three parts of a track', { edits: [[1, 0], [1, 5], [1, 9]] }, 'edit_list'], // prettier-ignore
    ['two parts of sound', { kind: 'soun', edits: [[3, 0], [6, 6]] }, 'edit_list'], // prettier-ignore
    ['two parts of a time code', { kind: 'tmcd', edits: [[3, 0], [6, 6]] }, null], // prettier-ignore
    ['fragments', { fragments: [true, true] }, null],
    ['fragments without decode times', { fragments: [false, false] }, 'fragments'],
    ['a second fragment without a decode time', { fragments: [true, false] }, 'fragments'],
    ['samples before the fragments', { samples: 9, fragments: [true] }, 'fragments'],
    [
      'compact samples before the fragments',
      { samples: 9, sizes: 'stz2', fragments: [true] },
      'fragments',
    ],
  ])('of %s', async (_, made, misreading) => {
    expect(await misreadingOf(readerOf(movie(made)))).toBe(misreading);
  });

  it('of a file without an index is nothing', async () => {
    expect(await misreadingOf(readerOf(box('ftyp', Buffer.alloc(8))))).toBeNull();
  });
});

describe('hasFragments', () => {
  it.each<[Movie, boolean]>([
    [{ samples: 9 }, false],
    [{ fragments: [true] }, true],
  ])('of %j is %s', async (made, has) => {
    expect(await hasFragments(readerOf(movie(made)))).toBe(has);
  });
});

describe('A file with countless boxes', () => {
  const many = Buffer.alloc(8 * 100_000, box('free'));
  const start = box('ftyp', Buffer.alloc(8));

  it.each<[string, Buffer]>([
    ['beside the movie', Buffer.concat([start, many])],
    ['in the movie', Buffer.concat([start, box('moov', many)])],
    ['in a track', Buffer.concat([start, box('moov', box('trak', many))])],
  ])('%s is refused', async (_, bytes) => {
    await expect(misreadingOf(readerOf(bytes))).rejects.toThrow(Unusual);
  });

  it('is refused where fragments are looked for', async () => {
    await expect(hasFragments(readerOf(Buffer.concat([start, many])))).rejects.toThrow(Unusual);
  });
});
