import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readerOf } from '../byte-reader.js';
import { aviFile, chunk, indexOf, list, pictures, soundStream, videoStream } from '../testing/write-avi.js'; // prettier-ignore
import { avi } from './demuxer.js';

const SOUND = soundStream(
  { rate: 8000, stepBytes: 1 },
  { tag: 7, sampleRate: 8000, blockBytes: 1 },
);
const PACKETS = pictures(0, 40).flatMap((each) => [each, chunk('01wb', Buffer.alloc(8))]);
const FILE = aviFile([videoStream(), SOUND], list('movi', PACKETS), indexOf(PACKETS));

const viewOf = async (bytes: Buffer, toSeconds = Infinity) =>
  avi.packets!.viewOf!(readerOf(bytes), { fromSeconds: 0, toSeconds }, 0);

describe('The view of an AVI file', () => {
  it('has its end where the chunks are read up to it', async () => {
    expect(await viewOf(FILE)).toMatchObject({ hasEnd: true, isByteStream: true });
    const file = aviFile([videoStream()], list('movi', pictures(0, 400)));
    expect(await viewOf(file, 20)).toMatchObject({ hasEnd: false });
  });

  it('is made, or there is none, whatever bytes the file has', async () => {
    const change = fc.tuple(fc.nat(FILE.length - 1), fc.nat(255));
    let made = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const damaged = Buffer.from(FILE);
        for (const [at, value] of changes) damaged[at] = value;
        if (typeof (await viewOf(damaged)) === 'object') made++;
      }),
      { seed: 20260103, numRuns: 1000 },
    );
    expect(made).toBeGreaterThan(100);
    expect(made).toBeLessThan(1000);
  });

  it('is made, or there is none, of a file with any piece missing or repeated', async () => {
    const place = fc.nat(FILE.length);
    await fc.assert(
      fc.asyncProperty(place, place, place, async (a, b, c) => {
        await viewOf(Buffer.concat([FILE.subarray(0, a), FILE.subarray(b), FILE.subarray(c)]));
      }),
      { seed: 20260103, numRuns: 1000 },
    );
  });
});
