import { pairs, type SampleRange, type SampleTables } from './sample-tables.js';
import type { Table } from './table.js';

/** After what an edit list leaves out, so many samples are needed to know when the file starts. */
const FIRST_SAMPLES = 64;
/** Some frames that are marked as keyframes may be none, so that one further back is needed. */
const KEYFRAMES_BEFORE = 12;
/** Frames may come after others that are shown later. */
const SAMPLES_AFTER = 64;

/** A window in ticks of decode time. */
export interface SampleWindow {
  /** When the file begins to be shown. */
  shownTicks: number;
  fromTicks: number;
  toTicks: number;
}

/** The samples that are needed to cut the window. */
export function samplesAround(
  tables: SampleTables,
  { shownTicks, fromTicks, toTicks }: SampleWindow,
): SampleRange[] {
  const count = tables.stsz.u32(4);
  const first = Math.min(sampleAt(tables.stts, shownTicks) + FIRST_SAMPLES, count);
  const start = keyframeBefore(tables.stss, sampleAt(tables.stts, fromTicks));
  const end = Math.min(count, sampleAt(tables.stts, toTicks) + SAMPLES_AFTER);
  return start <= first
    ? [{ from: 0, to: Math.max(first, end) }]
    : [
        { from: 0, to: first },
        { from: start, to: Math.max(start, end) },
      ];
}

/** The sample that lasts at that time; past the end, how many there are. */
function sampleAt(stts: Table, time: number): number {
  let [number, at] = [0, 0];
  for (const [count, delta] of pairs(stts)) {
    if (time < at + count * delta) return number + Math.max(0, Math.floor((time - at) / delta));
    number += count;
    at += count * delta;
  }
  return number;
}

function keyframeBefore(stss: Table | null, sample: number): number {
  if (!stss) return Math.max(0, sample - KEYFRAMES_BEFORE);
  let [low, high] = [0, stss.u32(0)];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (stss.u32(4 + middle * 4) - 1 <= sample) low = middle + 1;
    else high = middle;
  }
  const index = low - KEYFRAMES_BEFORE;
  return index < 0 ? 0 : stss.u32(4 + index * 4) - 1;
}
