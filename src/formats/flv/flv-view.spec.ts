import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readerOf } from '../byte-reader.js';
import { buildAvcc } from '../h264/avcc.js';
import {
  aac,
  aacConfiguration,
  flvFile,
  picture,
  pictureConfiguration,
} from '../testing/write-flv.js';
import { flv } from './demuxer.js';

const SPS = Buffer.from('6764000cacd941419f9f0110000003001000000301e0f1429960', 'hex');
const FILE = flvFile(
  pictureConfiguration(buildAvcc([SPS], [Buffer.from('68ef8fcb', 'hex')])),
  aacConfiguration(),
  ...Array.from({ length: 40 }, (_, i) => [picture(i * 40, i % 10 === 0), aac(i * 40)]).flat(),
);

const viewOf = async (bytes: Buffer, toSeconds = Infinity) =>
  flv.packets!.viewOf!(readerOf(bytes), { fromSeconds: 0, toSeconds }, 0);

describe('The view of an FLV file', () => {
  it('has its end where the tags are read up to it', async () => {
    expect(await viewOf(FILE)).toMatchObject({ hasEnd: true });
    const long = [...Array<undefined>(400)].map((_, i) => picture(i * 100, i % 10 === 0));
    const file = Buffer.concat([FILE, ...long.slice(16)]);
    expect(await viewOf(file, 20)).toMatchObject({ hasEnd: false });
  });

  it('is made, or there is none, whatever bytes the file has', async () => {
    const change = fc.tuple(fc.nat(FILE.length - 1), fc.nat(255));
    let made = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const damaged = Buffer.from(FILE);
        for (const [at, value] of changes) damaged[at] = value;
        if (await viewOf(damaged)) made++;
      }),
      { seed: 20260103, numRuns: 2000 },
    );
    expect(made).toBeGreaterThan(200);
    expect(made).toBeLessThan(1800);
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
