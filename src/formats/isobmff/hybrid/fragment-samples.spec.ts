import { describe, expect, it } from '@jest/globals';
import { Unusual } from '../../unusual.js';
import { box, u32, u64s } from '../write-box.js';
import { fragmentSamples, readSampleDefaults } from './fragment-samples.js';

const NO_SYNC = 0x10000;
const START = 1000;
const trex = (id: number, duration: number, size: number, flags: number) =>
  box('trex', u32(0, id, 1, duration, size, flags));
const MVEX = Buffer.concat([trex(1, 10, 100, NO_SYNC), trex(2, 20, 7, 0)]);

const traf = (tfhd: Buffer, tfdt: number | null, ...truns: Buffer[]) =>
  box(
    'traf',
    box('tfhd', tfhd),
    ...(tfdt === null ? [] : [box('tfdt', u32(0, tfdt))]),
    ...truns.map((trun) => box('trun', trun)),
  );

/** Each as `track start size decodedAt shownAt`, with `key` at the end of what decoding can begin at. */
async function samplesOf(...trafs: Buffer[]): Promise<string[]> {
  const defaults = await readSampleDefaults(MVEX);
  const samples = await fragmentSamples(Buffer.concat(trafs), START, defaults);
  return samples.map(({ trackId, start, size, decodedAt, shownAt, isKey }) =>
    [trackId, start, size, decodedAt, shownAt, ...(isKey ? ['key'] : [])].join(' '),
  );
}

describe('fragmentSamples', () => {
  it('gives samples the defaults of their track', async () => {
    const first = traf(u32(0x20000, 1), 500, u32(0x1, 2, 64));
    const second = traf(u32(0x20000, 2), 900, u32(0x1, 1, 300));
    expect(await samplesOf(first, second)).toEqual([
      '1 1064 100 500 500',
      '1 1164 100 510 510',
      '2 1300 7 900 900 key',
    ]);
  });

  it('prefers the defaults of the fragment, and of its first sample', async () => {
    const header = Buffer.concat([u32(0x39, 1), u64s([5000]), u32(12, 50, NO_SYNC)]);
    expect(await samplesOf(traf(header, 0, u32(0x5, 2, 8, 0)))).toEqual([
      '1 5008 50 0 0 key',
      '1 5058 50 12 12',
    ]);
  });

  it('prefers what is said of each sample', async () => {
    const rows = [30, 40, 0, 60, 31, 41, NO_SYNC, 0];
    expect(await samplesOf(traf(u32(0x20000, 1), 0, u32(0xf01, 2, 16, ...rows)))).toEqual([
      '1 1016 40 0 60 key',
      '1 1056 41 30 30',
    ]);
  });

  it('has runs that follow each other, in time and in the file', async () => {
    const found = await samplesOf(traf(u32(0, 1), 0, u32(0x1, 1, 16), u32(0, 1)));
    expect(found).toEqual(['1 1016 100 0 0', '1 1116 100 10 10']);
  });

  it('counts the places of a later track from the end of the one before, unless it says so', async () => {
    const first = traf(u32(0, 1), 0, u32(0x1, 1, 16));
    const second = (flags: number) => traf(u32(flags, 2), 0, u32(0x1, 1, 4));
    expect((await samplesOf(first, second(0)))[1]).toBe('2 1120 7 0 0 key');
    expect((await samplesOf(first, second(0x20000)))[1]).toBe('2 1004 7 0 0 key');
  });

  it.each<[string, Buffer]>([
    ['without a time of decoding', traf(u32(0, 1), null, u32(0x1, 1, 16))],
    ['of an unknown track', traf(u32(0, 3), 0, u32(0x1, 1, 16))],
    ['of another sample description', traf(u32(0x2, 1, 2), 0, u32(0x1, 1, 16))],
    ['with a sample that is shown before it is decoded', traf(u32(0, 1), 0, u32(0x801, 1, 16, -5))],
    ['with more samples than any has', traf(u32(0, 1), 0, u32(0x1, 0x10001, 16))],
  ])('refuses a fragment %s', async (_, fragment) => {
    await expect(samplesOf(fragment)).rejects.toThrow(Unusual);
  });
});
