import { describe, expect, it } from '@jest/globals';
import { u32s } from '../write-box.js';
import type { SampleTables } from './sample-tables.js';
import { samplesAround } from './samples-around.js';
import { Table } from './table.js';

const COUNT = 10_000;
/** A keyframe every 50 samples, of 100 ticks each. */
const DELTA = 100;
const GOP = 50;

const tableOf = (values: readonly number[]) => {
  const bytes = u32s(values);
  return new Table((start, end) => bytes.subarray(start, end), bytes.length);
};

function tables(keys: readonly number[] | null, stts = [1, COUNT, DELTA]): SampleTables {
  const empty = tableOf([0]);
  return {
    ...{ ctts: null, stsc: empty, offsets: empty, long: false, version: 0 },
    stts: tableOf(stts),
    stsz: tableOf([0, COUNT]),
    stss: keys && tableOf([keys.length, ...keys.map((sample) => sample + 1)]),
  };
}

const KEYS = Array.from({ length: COUNT / GOP }, (_, i) => i * GOP);
const around = (from: number, to: number, shown = 0, keys: readonly number[] | null = KEYS) =>
  samplesAround(tables(keys), {
    shownTicks: shown * DELTA,
    fromTicks: from * DELTA,
    toTicks: to * DELTA,
  });

describe('samplesAround', () => {
  it.each<[string, [from: number, to: number, shown?: number], [number, number][]]>([
    // Twelve keyframes back from sample 5000 is 5000 − 11 × 50.
    ['from a keyframe', [5000, 5100], [[0, 64], [4450, 5164]]], // prettier-ignore
    ['just before a keyframe', [4999, 5100], [[0, 64], [4400, 5164]]], // prettier-ignore
    ['just after a keyframe', [5001, 5100], [[0, 64], [4450, 5164]]], // prettier-ignore
    ['near the start', [100, 200], [[0, 264]]],
    ['before the start', [-300, -100], [[0, 64]]],
    ['that reaches the end', [9900, 20_000], [[0, 64], [9350, COUNT]]], // prettier-ignore
    ['after the end', [20_000, 30_000], [[0, 64], [9400, COUNT]]], // prettier-ignore
    ['of a file whose first samples are not shown', [5000, 5100, 200], [[0, 264], [4450, 5164]]], // prettier-ignore
    ['whose first part meets the shown start', [700, 800, 200], [[0, 864]]],
  ])('keeps what a window %s needs', (_, window, expected) => {
    expect(around(...window).map(({ from, to }) => [from, to])).toEqual(expected);
  });

  it('goes twelve samples back where every sample is a keyframe', () => {
    expect(around(5000, 5100, 0, null)).toEqual([
      { from: 0, to: 64 },
      { from: 4988, to: 5164 },
    ]);
  });

  it('begins at the first sample where there are fewer keyframes before', () => {
    expect(around(5000, 5100, 0, [0, 1000])).toEqual([{ from: 0, to: 5164 }]);
  });

  it('finds a sample by time where samples last differently', () => {
    const rest = tables(null);
    // 100 samples of 10 ticks, then 100 of 1000, the rest of 100.
    const stts = tableOf([3, 100, 10, 100, 1000, COUNT - 200, 100]);
    const [, second] = samplesAround(
      { ...rest, stts },
      { shownTicks: 0, fromTicks: 1000 + 90_500, toTicks: 101_000 + 250 },
    );
    expect(second).toEqual({ from: 190 - 12, to: 202 + 64 });
  });
});
