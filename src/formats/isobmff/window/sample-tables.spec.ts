import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { unlessUnusual } from '../../unusual.js';
import { u32s, u64s } from '../write-box.js';
import { SamplePlaces } from './sample-places.js';
import { type SampleRange, type SampleTables, tablesOf } from './sample-tables.js';
import { Table } from './table.js';

interface Sample {
  readonly delta: number;
  readonly offset: number;
  readonly bytes: number;
  readonly isKey: boolean;
}

/** A track: its samples, how many each chunk has, and how many bytes lie between chunks. */
interface Track {
  readonly samples: readonly Sample[];
  readonly perChunk: readonly number[];
  readonly between: number;
  readonly startsAt: number;
  readonly version: 0 | 1;
}

const tableOf = (...content: Buffer[]) => {
  const bytes = Buffer.concat(content);
  return new Table((start, end) => bytes.subarray(start, end), bytes.length);
};

/** A table whose first field is the number of its rows. */
const rows = (width: number, values: readonly number[]) =>
  tableOf(u32s([values.length / width]), u32s(values));

function runs(values: readonly number[]): number[] {
  const found: number[] = [];
  for (const value of values) {
    if (found.at(-1) === value && found.length > 0) found[found.length - 2]! += 1;
    else found.push(1, value);
  }
  return found;
}

/** Where each sample lies, and each chunk, as the track was recorded. */
function placesOf({ samples, perChunk, between, startsAt }: Track) {
  const [chunks, places]: [number[], number[]] = [[], []];
  let place = startsAt;
  let sample = 0;
  for (const count of perChunk) {
    chunks.push(place);
    for (let i = 0; i < count; i++) {
      places.push(place);
      place += samples[sample++]!.bytes;
    }
    place += between;
  }
  return { chunks, places };
}

function tablesFor(track: Track): SampleTables {
  const { samples, perChunk, version } = track;
  const { chunks } = placesOf(track);
  const isLong = chunks.some((chunk) => chunk > 0xffffffff);
  const keys = samples.flatMap(({ isKey }, i) => (isKey ? [i + 1] : []));
  const stsc = perChunk.flatMap((count, i) => (count === perChunk[i - 1] ? [] : [i + 1, count, 1]));
  return {
    stts: rows(2, runs(samples.map(({ delta }) => delta))),
    ctts: samples.some(({ offset }) => offset !== 0)
      ? rows(2, runs(samples.map(({ offset }) => offset)))
      : null,
    stss: keys.length === samples.length ? null : rows(1, keys),
    stsz: tableOf(u32s([0, samples.length]), u32s(samples.map(({ bytes }) => bytes))),
    stsc: rows(3, stsc),
    offsets: tableOf(u32s([chunks.length]), isLong ? u64s(chunks) : u32s(chunks)),
    long: isLong,
    version,
  };
}

/** The samples that an index describes, in which each is a chunk of its own. */
function read(boxes: readonly Buffer[]) {
  const content = new Map(
    boxes.map((box) => [box.toString('latin1', 4, 8), box.subarray(12)] as const),
  );
  const list = (type: string, from: number, signed = false): number[] => {
    const bytes = content.get(type)?.subarray(from) ?? Buffer.alloc(0);
    return Array.from({ length: bytes.length / 4 }, (_, i) =>
      signed ? bytes.readInt32BE(i * 4) : bytes.readUInt32BE(i * 4),
    );
  };
  const expanded = (type: string, signed = false) => {
    const fields = list(type, 4, signed);
    return fields.flatMap((value, i) => (i % 2 ? Array<number>(fields[i - 1]!).fill(value) : []));
  };
  const offsets = content.get('co64')!.subarray(4);
  return {
    durations: expanded('stts'),
    offsets: expanded('ctts', true),
    keys: content.has('stss') ? list('stss', 4) : null,
    sizes: list('stsz', 8),
    places: Array.from({ length: offsets.length / 8 }, (_, i) =>
      Number(offsets.readBigUInt64BE(i * 8)),
    ),
    perChunk: list('stsc', 0),
  };
}

/** What the index of these samples must say, computed sample by sample. */
function expectedOf(track: Track, ranges: readonly SampleRange[]) {
  const { samples } = track;
  const kept = ranges.flatMap(({ from, to }) =>
    Array.from({ length: to - from }, (_, i) => from + i),
  );
  const { places } = placesOf(track);
  const times = samples.map((_, i) =>
    samples.slice(0, i).reduce((sum, each) => sum + each.delta, 0),
  );
  return {
    durations: kept.map((n, i) =>
      i + 1 < kept.length ? times[kept[i + 1]!]! - times[n]! : samples[n]!.delta,
    ),
    offsets: samples.some(({ offset }) => offset !== 0) ? kept.map((n) => samples[n]!.offset) : [],
    keys: samples.every(({ isKey }) => isKey)
      ? null
      : kept.flatMap((n, i) => (samples[n]!.isKey ? [i + 1] : [])),
    sizes: kept.map((n) => samples[n]!.bytes),
    places: kept.map((n) => places[n]!),
    perChunk: [1, 1, 1, 1],
  };
}

const SAMPLE = fc.record({
  delta: fc.integer({ min: 1, max: 3 }),
  offset: fc.integer({ min: -2, max: 2 }),
  bytes: fc.integer({ min: 1, max: 5000 }),
  isKey: fc.boolean(),
});

const TRACK: fc.Arbitrary<Track> = fc
  .array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 12 })
  .chain((perChunk) => {
    const count = perChunk.reduce((sum, each) => sum + each, 0);
    return fc.record({
      samples: fc.array(SAMPLE, { minLength: count, maxLength: count }),
      perChunk: fc.constant(perChunk),
      between: fc.integer({ min: 0, max: 900 }),
      startsAt: fc.constantFrom(40, 0xffffffff - 9000, 2 ** 33),
      version: fc.constantFrom(0 as const, 1 as const),
    });
  });

/** A track, and one or two ranges of its samples, as the planner asks for them. */
const TRACK_AND_RANGES = TRACK.chain((track) =>
  fc
    .uniqueArray(fc.integer({ min: 0, max: track.samples.length }), { minLength: 2, maxLength: 4 })
    .map((bounds) => bounds.sort((a, b) => a - b))
    .map((bounds) => {
      const [from, to, second, end] = bounds as [number, number, number?, number?];
      const ranges = [{ from, to }];
      if (second !== undefined && end !== undefined) ranges.push({ from: second, to: end });
      return { track, ranges };
    }),
);

const unlessRefused = (tables: SampleTables, range: SampleRange) =>
  unlessUnusual(() => Promise.resolve(tablesOf(tables, [range])));

describe('SamplePlaces', () => {
  it('finds every sample, in any order, and none after the last', () => {
    fc.assert(
      fc.property(TRACK, fc.array(fc.nat(50), { maxLength: 20 }), (track, numbers) => {
        const places = new SamplePlaces(tablesFor(track));
        const starts = placesOf(track).places;
        for (const number of [...starts.keys(), ...numbers]) {
          const sample = track.samples[number];
          const isThere = sample !== undefined && number < starts.length;
          expect(places.placeOf(number)).toEqual(
            isThere ? { start: starts[number], size: sample.bytes } : null,
          );
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('tablesOf', () => {
  it('describes the kept samples as they are, at their times and places', () => {
    fc.assert(
      fc.property(TRACK_AND_RANGES, ({ track, ranges }) => {
        expect(read(tablesOf(tablesFor(track), ranges))).toEqual(expectedOf(track, ranges));
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the version of offsets, by which they have a sign', () => {
    const sample = { delta: 1, offset: -1, bytes: 1, isKey: true };
    for (const version of [0, 1] as const) {
      const track = { samples: [sample], perChunk: [1], between: 0, startsAt: 0, version };
      const boxes = tablesOf(tablesFor(track), [{ from: 0, to: 1 }]);
      const ctts = boxes.find((box) => box.toString('latin1', 4, 8) === 'ctts')!;
      expect(ctts[8]).toBe(version);
    }
  });

  it.each([
    ['times', 'stts'],
    ['offsets', 'ctts'],
  ] as const)('takes fewer %s than samples for unusual', async (_, table) => {
    const sample = { delta: 1, offset: 1, bytes: 1, isKey: true };
    const track = { samples: [sample, sample], perChunk: [2], between: 0, startsAt: 0 };
    const tables = { ...tablesFor({ ...track, version: 0 }), [table]: rows(2, [1, 1]) };
    expect(await unlessRefused(tables, { from: 0, to: 2 })).toBeNull();
  });

  it('takes more samples than a short index should have for unusual', async () => {
    const count = 2_000_001;
    const tables: SampleTables = {
      ...{ ctts: null, stss: null, long: false, version: 0 },
      stts: rows(2, [count, 1]),
      // Samples of no bytes.
      stsz: new Table((start, end) => Buffer.alloc(end - start), 8 + 4 * count),
      stsc: rows(3, [1, count, 1]),
      offsets: rows(1, [40]),
    };
    expect(await unlessRefused(tables, { from: 0, to: 1 })).toHaveLength(4);
    expect(await unlessRefused(tables, { from: 0, to: count })).toBeNull();
  });
});
