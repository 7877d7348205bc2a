import { describe, expect, it } from '@jest/globals';
import { readerOf } from '../byte-reader.js';
import { hasSeveralDescriptions } from './sample-descriptions.js';
import { box } from './write-box.js';

describe('hasSeveralDescriptions', () => {
  const moov = (entries: number) =>
    ['stbl', 'minf', 'mdia', 'trak', 'moov'].reduce(
      (inner, type) => box(type, box('free', Buffer.alloc(4)), inner),
      box('stsd', Buffer.from([0, 0, 0, 0, 0, 0, 0, entries])),
    );

  it.each([
    [1, false],
    [2, true],
  ])('of a track with %i', async (entries, several) => {
    const file = Buffer.concat([box('ftyp', Buffer.alloc(8)), moov(entries)]);
    expect(await hasSeveralDescriptions(readerOf(file))).toBe(several);
  });
});
