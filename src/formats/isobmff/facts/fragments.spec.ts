import { describe, expect, it } from '@jest/globals';
import { readerOf } from '../../byte-reader.js';
import { boxesIn } from '../boxes.js';
import { box, u32 } from '../write-box.js';
import { fragmentsFrom, fragmentsFromEnd } from './fragments.js';

const MOOV = box('moov', u32(0));
/** One fragment; the content of `mdat` may look like one, too. */
const fragment = (content: Buffer = u32(1, 2, 3)) =>
  Buffer.concat([box('moof', u32(0)), box('mdat', content)]);
const FAKE = Buffer.concat([u32(16), Buffer.from('moof'), u32(9, 9)]);

async function startsIn(
  file: Buffer,
  walk: typeof fragmentsFrom | typeof fragmentsFromEnd,
): Promise<number[]> {
  const reader = readerOf(file);
  const [first] = await boxesIn(reader, 0, file.length, 'moov');
  const starts: number[] = [];
  for await (const { start } of walk(reader, first!)) starts.push(start);
  return starts;
}

const TWO = Buffer.concat([MOOV, fragment(), fragment()]);
const [FIRST, SECOND] = [MOOV.length, MOOV.length + fragment().length];

describe('fragmentsFrom', () => {
  it('gives the fragments in order', async () => {
    expect(await startsIn(TWO, fragmentsFrom)).toEqual([FIRST, SECOND]);
  });
});

describe('fragmentsFromEnd', () => {
  it.each<[string, Buffer, number[]]>([
    ['from the last to the first', TWO, [SECOND, FIRST]],
    ['without one whose data is cut short', TWO.subarray(0, TWO.length - 1), [FIRST]],
    ['without one that has no data yet', TWO.subarray(0, SECOND + 12), [FIRST]],
    ['without one that is followed by another box instead of data', Buffer.concat([MOOV, fragment(), box('moof', u32(0)), fragment()]), [SECOND + 12, FIRST]], // prettier-ignore
    ['before other boxes of the top level', Buffer.concat([TWO, box('free'), box('mfra', u32(1))]), [SECOND, FIRST]], // prettier-ignore
    ['before fewer bytes than a box has', Buffer.concat([TWO, Buffer.alloc(7)]), [SECOND, FIRST]],
    ['without what looks like one in a picture', Buffer.concat([MOOV, fragment(FAKE), fragment()]), [MOOV.length + fragment(FAKE).length, FIRST]], // prettier-ignore
    ['of a file without any', MOOV, []],
  ])('gives the fragments %s', async (_, file, expected) => {
    expect(await startsIn(file, fragmentsFromEnd)).toEqual(expected);
  });

  it('gives all fragments of a long row', async () => {
    const row = Array.from({ length: 100 }, () => fragment());
    const starts = row.map((_, i) => MOOV.length + i * fragment().length);
    const found = await startsIn(Buffer.concat([MOOV, ...row]), fragmentsFromEnd);
    expect(found).toEqual(starts.toReversed());
  });

  it('does not give one whose boxes reach into the next one', async () => {
    const before = [MOOV, box('moof', u32(0)), box('mdat', u32(1))];
    const file = Buffer.concat([...before, box('free', fragment())]);
    const inner = Buffer.concat(before).length + 8;
    expect(await startsIn(file, fragmentsFromEnd)).toEqual([inner]);
  });

  it('gives up after sixteen places that only look like a fragment', async () => {
    const mistaken = (count: number) =>
      Buffer.concat([MOOV, fragment(Buffer.concat(Array.from({ length: count }, () => FAKE)))]);
    expect(await startsIn(mistaken(16), fragmentsFromEnd)).toEqual([FIRST]);
    await expect(startsIn(mistaken(17), fragmentsFromEnd)).rejects.toThrow();
  });

  it('follows at most 64 boxes after a fragment', async () => {
    const followed = (count: number) =>
      Buffer.concat([MOOV, fragment(), ...Array.from({ length: count }, () => box('free'))]);
    expect(await startsIn(followed(63), fragmentsFromEnd)).toEqual([FIRST]);
    expect(await startsIn(followed(64), fragmentsFromEnd)).toEqual([]);
  });
});
