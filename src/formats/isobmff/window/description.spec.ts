import { describe as suite, expect, it } from '@jest/globals';
import { Unusual } from '../../unusual.js';
import { fullBox, u32s } from '../write-box.js';
import { describe } from './description.js';
import { type SampleTables, tablesOf } from './sample-tables.js';
import { Table } from './table.js';

function tableOf(...values: number[]): Table {
  const bytes = u32s(values);
  return new Table((start, end) => bytes.subarray(start, end), bytes.length);
}

/** A hundred samples of ten ticks, of which those from the 40th on have the second description. */
const tables = (offsets: SampleTables['ctts'] = null): SampleTables => ({
  stts: tableOf(1, 100, 10),
  ctts: offsets,
  stss: null,
  stsz: tableOf(0, 100, ...Array<number>(100).fill(1)),
  stsc: tableOf(2, 1, 4, 1, 11, 4, 2),
  offsets: tableOf(25, ...Array<number>(25).fill(0)),
  ...{ long: false, version: 1 },
});

const ALL = [{ from: 0, to: 100 }];

suite('describe', () => {
  it.each([
    ['before the change', 100, 400, 1],
    ['after it', 400, 900, 2],
    ['of the last sample before it', 390, 400, 1],
  ])('finds the description of a segment %s', (_, from, to, description) => {
    const found = describe(tables(), ALL, { origin: 0, from, to });
    expect(found.description).toBe(description);
    expect([0, 39, 40, 99].map((sample) => found.isDescribed(sample))).toEqual(
      [1, 1, 2, 2].map((each) => each === description),
    );
  });

  it.each([
    ['that contains the change', 390, 401],
    ['without a sample', 1000, 1100],
    ['between two samples', 391, 399],
  ])('refuses a segment %s', (_, from, to) => {
    expect(() => describe(tables(), ALL, { origin: 0, from, to })).toThrow(Unusual);
  });

  it('goes by the times at which samples are shown', () => {
    // The sample before the change is shown 20 ticks later than it is decoded, the others 10.
    const late = tables(tableOf(3, 39, 10, 1, 20, 60, 10));
    expect(describe(late, ALL, { origin: 0, from: 100, to: 390 }).description).toBe(1);
    expect(() => describe(late, ALL, { origin: 0, from: 100, to: 401 })).toThrow(Unusual);
    expect(() => describe(late, ALL, { origin: 0, from: 400, to: 500 })).toThrow(Unusual);
    expect(describe(late, ALL, { origin: 0, from: 410, to: 500 }).description).toBe(2);
  });

  it('reads offsets that are negative', () => {
    const early = tables(tableOf(1, 100, 0xfffffff6));
    // What is shown before 0 does not count: sample 1 is the first, and sample 40 is shown at 390.
    expect(describe(early, ALL, { origin: 0, from: 380, to: 390 }).description).toBe(1);
    expect(describe(early, ALL, { origin: 0, from: 390, to: 400 }).description).toBe(2);
  });

  it('leaves decoding to begin at samples of the description alone', () => {
    const { isDescribed } = describe(tables(), ALL, { origin: 0, from: 400, to: 500 });
    const numbers = Array.from({ length: 60 }, (_, i) => 41 + i);
    const written = tablesOf(tables(), ALL, isDescribed);
    expect(written).toContainEqual(fullBox('stss', 0, 0, u32s([60, ...numbers])));
    const marked = { ...tables(), stss: tableOf(3, 1, 41, 81) };
    expect(tablesOf(marked, ALL, isDescribed)).toContainEqual(
      fullBox('stss', 0, 0, u32s([2, 41, 81])),
    );
  });

  it('counts from the first sample that is shown where an edit list leaves out many', () => {
    const found = describe(tables(), ALL, { origin: 795, from: 0, to: 100 });
    expect(found.description).toBe(2);
    // Sample 80 is the first, and the last one is shown at 190 after it.
    expect(describe(tables(), ALL, { origin: 795, from: 190, to: 200 }).description).toBe(2);
    expect(() => describe(tables(), ALL, { origin: 795, from: 200, to: 900 })).toThrow(Unusual);
  });

  it('counts from a sample that is decoded after one that is shown later', () => {
    const change = tableOf(2, 1, 4, 1, 19, 4, 2);
    // Sample 70 is shown at 715, sample 71 at 710, and sample 72 has the second description.
    const outOfOrder = { ...tables(tableOf(3, 70, 0, 1, 15, 29, 0)), stsc: change };
    expect(describe(outOfOrder, ALL, { origin: 705, from: 0, to: 8 }).description).toBe(1);
  });

  it('counts from the first sample that an edit list shows', () => {
    expect(describe(tables(), ALL, { origin: 95, from: 290, to: 300 }).description).toBe(1);
    expect(describe(tables(), ALL, { origin: 95, from: 300, to: 310 }).description).toBe(2);
  });
});
