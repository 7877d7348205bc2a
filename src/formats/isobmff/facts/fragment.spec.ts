import { describe, expect, it } from '@jest/globals';
import { readDefaults, readFragment } from './fragment.js';

/** A box of these 32-bit numbers. */
function box(type: string, ...content: (number | Buffer)[]): Buffer {
  const body = Buffer.concat(
    content.map((part) => {
      if (typeof part !== 'number') return part;
      const bytes = Buffer.alloc(4);
      bytes.writeInt32BE(part | 0);
      return bytes;
    }),
  );
  const header = Buffer.alloc(8);
  header.writeUInt32BE(8 + body.length);
  header.write(type, 4, 'latin1');
  return Buffer.concat([header, body]);
}

/** Samples of track 1 have no duration by default. */
const DEFAULTS = new Map([[1, 0]]);
const TFDT = box('tfdt', 0, 9000);
const LONG_TFDT = box('tfdt', 0x01000000, 2, 0);
const [DURATION, SIZE, FLAGS, OFFSET] = [0x100, 0x200, 0x400, 0x800];

describe('readFragment', () => {
  it.each<[string, Buffer[], object]>([
    [
      'durations of their own',
      [box('tfhd', 0, 1), TFDT, box('trun', DURATION | SIZE, 3, 10, 7, 20, 7, 30, 7)],
      { decodedAt: 9000, duration: 60, samples: 3, shownAt: [9000, 9010, 9030] },
    ],
    [
      'a duration for all',
      [box('tfhd', 0x8, 1, 40), TFDT, box('trun', SIZE | 0x1 | 0x4, 2, 0, 0, 7, 7)],
      { decodedAt: 9000, duration: 80, samples: 2 },
    ],
    [
      'a duration behind other fields',
      [box('tfhd', 0x1 | 0x2 | 0x8, 1, 0, 0, 1, 40), TFDT, box('trun', 0, 2)],
      { duration: 80, samples: 2 },
    ],
    [
      'one sample of one tick',
      [box('tfhd', 0x8, 1, 1), TFDT, box('trun', OFFSET, 1, 0)],
      { duration: 1, samples: 1, shownAt: [9000] },
    ],
    [
      'all fields of a sample',
      [
        box('tfhd', 0, 1),
        TFDT,
        box('trun', DURATION | SIZE | FLAGS | OFFSET, 2, 10, 7, 1, 5, 20, 7, 1, 6),
      ],
      { duration: 30, samples: 2, shownAt: [9005, 9016] },
    ],
    [
      'as many samples as there may be, and the times of the first',
      [box('tfhd', 0x8, 1, 2), TFDT, box('trun', 0, 0x10000)],
      {
        duration: 0x20000,
        samples: 0x10000,
        shownAt: Array.from({ length: 20 }, (_, i) => 9000 + 2 * i),
      },
    ],
    [
      'a long time and several runs',
      [box('tfhd', 0x8, 1, 40), LONG_TFDT, box('trun', 0, 1), box('trun', OFFSET, 1, 80)],
      { decodedAt: 2 ** 33, duration: 80, samples: 2, shownAt: [2 ** 33, 2 ** 33 + 120] },
    ],
  ])('knows %s', async (_, traf, expected) => {
    const [run, ...more] = await readFragment(box('traf', ...traf), DEFAULTS);
    expect(run).toMatchObject({ trackId: 1, ...expected });
    expect(more).toEqual([]);
  });

  it('takes a duration from the index where the fragment has none', async () => {
    const defaults = await readDefaults(box('trex', 0, 1, 1, 50, 0, 0));
    const traf = box('traf', box('tfhd', 0, 1), TFDT, box('trun', 0, 3));
    expect(await readFragment(traf, defaults)).toMatchObject([{ duration: 150 }]);
  });

  it.each<[string, Buffer[]]>([
    ['an unknown track', [box('tfhd', 0, 2), TFDT, box('trun', SIZE, 1, 7)]],
    ['no time', [box('tfhd', 0x8, 1, 40), box('trun', 0, 1)]],
    ['two times', [box('tfhd', 0x8, 1, 40), TFDT, TFDT, box('trun', 0, 1)]],
    ['two headers', [box('tfhd', 0x8, 1, 40), box('tfhd', 0x8, 2, 40), TFDT, box('trun', 0, 1)]],
    ['no samples', [box('tfhd', 0x8, 1, 40), TFDT]],
    ['more samples than bytes', [box('tfhd', 0x8, 1, 40), TFDT, box('trun', SIZE, 2, 7)]],
    ['one sample too many', [box('tfhd', 0x8, 1, 40), TFDT, box('trun', 0, 0x10001)]],
    ['samples without end', [box('tfhd', 0x8, 1, 40), TFDT, box('trun', 0, 0x7fffffff)]],
    [
      'samples without end in many runs',
      [box('tfhd', 0x8, 1, 40), TFDT, ...Array.from({ length: 9 }, () => box('trun', 0, 0xffff))],
    ],
    ['samples that last no time', [box('tfhd', 0x8, 1, 0), TFDT, box('trun', 0, 5)]],
    ['a negative offset', [box('tfhd', 0x8, 1, 40), TFDT, box('trun', OFFSET, 1, -40)]],
    ['a box that is cut short', [box('tfhd', 0x8, 1, 40), TFDT, box('trun', 0, 1).subarray(0, 9)]],
  ])('does not take %s', async (_, traf) => {
    await expect(readFragment(box('traf', ...traf), DEFAULTS)).rejects.toThrow();
  });

  it('takes a track of video and one of audio, and no third', async () => {
    const run = (id: number) => box('traf', box('tfhd', 0x8, id, 40), TFDT, box('trun', 0, 1));
    const two = Buffer.concat([run(1), run(2)]);
    const found = await readFragment(two, DEFAULTS);
    expect(found.map(({ trackId }) => trackId)).toEqual([1, 2]);
    await expect(readFragment(Buffer.concat([two, run(3)]), DEFAULTS)).rejects.toThrow();
  });

  it('does not take two runs of one track', async () => {
    const traf = box('traf', box('tfhd', 0x8, 1, 40), TFDT, box('trun', 0, 1));
    await expect(readFragment(Buffer.concat([traf, traf]), DEFAULTS)).rejects.toThrow();
  });
});
