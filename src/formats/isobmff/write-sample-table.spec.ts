import { describe, expect, it } from '@jest/globals';
import { type Sample, SampleTable } from './write-sample-table.js';

const TIMESCALE = 1000;

function tableOf(samples: readonly Sample[], chunk = samples.length, offset = 100): SampleTable {
  const table = new SampleTable(TIMESCALE, samples.length);
  for (let i = 0; i < samples.length; i += chunk) {
    table.addChunk(offset + i, samples.slice(i, i + chunk));
  }
  return table;
}

/** Frames of 40 ms, shown at these numbers, in the order of decoding. */
const frames = (order: readonly number[], keys: readonly number[] = [0]): Sample[] =>
  order.map((n) => ({
    time: n * 0.04,
    duration: 0.04,
    isKey: keys.includes(n),
    data: new Uint8Array(10 + n),
  }));

/** The 32-bit fields of each box after its version and flags, by type. */
function fieldsOf(table: SampleTable): Record<string, number[]> {
  return Object.fromEntries(
    table.boxes().map((box) => {
      expect(box.readUInt32BE(0)).toBe(box.length);
      const fields = Array.from({ length: (box.length - 12) / 4 }, (_, i) =>
        box.readInt32BE(12 + i * 4),
      );
      return [box.toString('latin1', 4, 8), fields];
    }),
  );
}

describe('SampleTable', () => {
  it('has no offsets for frames in the order that they are shown in', () => {
    const fields = fieldsOf(tableOf(frames([0, 1, 2, 3])));
    expect(fields).toEqual({
      stts: [1, 4, 40],
      stss: [1, 1],
      stsz: [0, 4, 10, 11, 12, 13],
      stsc: [1, 1, 4, 1],
      stco: [1, 100],
    });
  });

  it('has offsets of either sign for reordered frames, and the first at 0', () => {
    const fields = fieldsOf(tableOf(frames([0, 3, 1, 2, 4])));
    expect(fields['stts']).toEqual([1, 5, 40]);
    expect(fields['ctts']).toEqual([4, 1, 0, 1, 80, 2, -40, 1, 0]);
  });

  it('shows frames a tick apart that are closer together', () => {
    const [frame] = frames([0]) as [Sample];
    const times = [0, 0.0004, 0.0001, 0.0002, 0.5, 0.5];
    const table = tableOf(times.map((time) => ({ ...frame, time, duration: 0.0001 })));
    expect(fieldsOf(table)).toMatchObject({
      stts: [3, 3, 1, 1, 497, 2, 1],
      ctts: [4, 1, 0, 1, 2, 2, -1, 2, 0],
    });
    expect(table.duration).toBe(502);
  });

  it('keeps times that are not evenly spaced, and the end of the last sample', () => {
    const [first, second] = frames([0, 1]) as [Sample, Sample];
    const table = tableOf([first, { ...second, time: 0.1, duration: 0.25 }]);
    expect(fieldsOf(table)['stts']).toEqual([2, 1, 100, 1, 250]);
    expect(table.duration).toBe(350);
  });

  it('lists no keyframes if every sample is one', () => {
    expect(fieldsOf(tableOf(frames([0, 1], [0, 1])))).not.toHaveProperty('stss');
    expect(fieldsOf(tableOf(frames([0, 1, 2], [0, 2])))['stss']).toEqual([2, 1, 3]);
  });

  it('names the samples of a chunk once for all chunks alike', () => {
    const fields = fieldsOf(tableOf(frames([0, 1, 2, 3, 4]), 2));
    expect(fields['stsc']).toEqual([2, 1, 2, 1, 3, 1, 1]);
    expect(fields['stco']).toEqual([3, 100, 102, 104]);
  });

  it('uses long offsets beyond 4 GiB', () => {
    const boxes = tableOf(frames([0]), 1, 2 ** 33).boxes();
    const long = boxes.find((box) => box.toString('latin1', 4, 8) === 'co64');
    expect(long?.readBigUInt64BE(16)).toBe(2n ** 33n);
  });

  it.each([
    [0xffffffff, 'stco'],
    [0x100000000, 'co64'],
  ])('chooses the length of all offsets by the last chunk, at %d', (last, type) => {
    const table = new SampleTable(TIMESCALE, 2);
    table.addChunk(100, frames([0]));
    table.addChunk(last, frames([1]));
    const types = table.boxes().map((box) => box.toString('latin1', 4, 8));
    expect(types.at(-1)).toBe(type);
  });

  it('is not longer than its announced length', () => {
    const samples = frames([0, 3, 1, 2, 4].flatMap((n) => [n * 2]));
    const bytes = tableOf(samples, 1, 2 ** 33)
      .boxes()
      .reduce((sum, box) => sum + box.length, 0);
    expect(bytes).toBeLessThanOrEqual(SampleTable.maxBytes(samples.length, samples.length));
  });

  it('refuses more samples than were announced', () => {
    const table = tableOf(frames([0, 1]));
    expect(() => table.addChunk(0, frames([2]))).toThrow(RangeError);
  });
});
