import { Unusual } from '../../unusual.js';
import { fullBox, u32, u32s, u64s } from '../write-box.js';
import type { Table } from './table.js';

/** The tables of a track (ISO/IEC 14496-12, 8.6 and 8.7), each without its header, version and flags. */
export interface SampleTables {
  stts: Table;
  ctts: Table | null;
  /** Null: decoding can begin at every sample. */
  stss: Table | null;
  /** With a size for each sample. */
  stsz: Table;
  stsc: Table;
  /** `stco`, or `co64` with `long`. */
  offsets: Table;
  long: boolean;
  /** Of `ctts`. */
  version: number;
}

/** Samples by their numbers, which count from 0: `from` ≤ number < `to`. */
export interface SampleRange {
  from: number;
  to: number;
}

/** Some hours of samples. For more, a short index is not faster than the file's index. */
const MAX_SAMPLES = 2_000_000;

/**
 * Tables with only these samples, at the same times and positions. The last sample before a hole lasts until the
 * first one after it. Each sample is a separate chunk.
 *
 * @param isSync whether decoding may begin at a sample that the file marks so
 */
export function tablesOf(
  tables: SampleTables,
  ranges: readonly SampleRange[],
  isSync: (sample: number) => boolean = () => true,
): Buffer[] {
  const kept = samplesIn(ranges);
  const times = valuesAt(decodeTimes(tables.stts), kept);
  const durations = times.map((time, i) =>
    i + 1 < times.length ? times[i + 1]! - time : lastDuration(tables.stts, kept[i]!),
  );
  const { ctts } = tables;
  const sizes = kept.map((sample) => sizeOf(tables.stsz, sample));
  return [
    single('stts', 0, durations),
    ...(ctts ? [single('ctts', tables.version, valuesAt(constants(ctts), kept))] : []),
    ...syncTable(keysOf(tables), kept, isSync),
    fullBox('stsz', 0, 0, u32(0, kept.length), u32s(sizes)),
    fullBox('stsc', 0, 0, u32(1, 1, 1, 1)),
    fullBox('co64', 0, 0, u32(kept.length), u64s(offsetsOf(tables, ranges))),
  ];
}

/** The numbers of the samples. */
export function samplesIn(ranges: readonly SampleRange[]): number[] {
  const total = ranges.reduce((sum, { from, to }) => sum + to - from, 0);
  if (total > MAX_SAMPLES) throw new Unusual();
  return ranges.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i));
}

/** A place in the file, in bytes. */
export interface SamplePlace {
  start: number;
  size: number;
}

/** Where samples lie, from one on, up to the last. */
export function* placesFrom(tables: SampleTables, sample: number): Generator<SamplePlace> {
  const to = tables.stsz.u32(4);
  let number = sample;
  for (const run of chunkRuns(tables)) {
    if (run.end <= number) continue;
    for (const start of placesIn(tables, run, { from: number, to: Math.min(run.end, to) })) {
      yield { start, size: sizeOf(tables.stsz, number++) };
    }
  }
}

/** When samples are shown, in ticks of the track. */
export function timesOf({ stts, ctts }: SampleTables, samples: readonly number[]): number[] {
  const offsets = ctts && valuesAt(constants(ctts), samples);
  // Offsets of version 0 are not negative, but some writers put such there.
  return valuesAt(decodeTimes(stts), samples).map((time, i) => time + ((offsets?.[i] ?? 0) | 0));
}

/** The numbers of the samples that decoding can begin at; null: at every one. */
export function keysOf({ stss }: SampleTables): Set<number> | null {
  return stss && new Set(marksIn(stss));
}

/** The number of the description that each sample has, which counts from 1. */
export function descriptionsOf(tables: SampleTables, samples: readonly number[]): number[] {
  return valuesAt(descriptions(tables), samples);
}

/** A table with a row for each value. */
function single(type: string, version: number, values: readonly number[]): Buffer {
  const rows = values.flatMap((value) => [1, value]);
  return fullBox(type, version, 0, u32(values.length), u32s(rows));
}

/** Consecutive samples whose values rise by `step`. */
interface Run {
  first: number;
  count: number;
  value: number;
  step: number;
}

function* decodeTimes(stts: Table): Generator<Run> {
  let [first, value] = [0, 0];
  for (const [count, step] of pairs(stts)) {
    yield { first, count, value, step };
    first += count;
    value += count * step;
  }
}

function* constants(ctts: Table): Generator<Run> {
  let first = 0;
  for (const [count, value] of pairs(ctts)) {
    yield { first, count, value, step: 0 };
    first += count;
  }
}

/** @param samples numbers in rising order */
function valuesAt(runs: Iterable<Run>, samples: readonly number[]): number[] {
  const values: number[] = [];
  for (const { first, count, value, step } of runs) {
    while (values.length < samples.length && samples[values.length]! < first + count) {
      values.push(value + (samples[values.length]! - first) * step);
    }
    if (values.length === samples.length) break;
  }
  if (values.length < samples.length) throw new Unusual();
  return values;
}

function lastDuration(stts: Table, sample: number): number {
  for (const { first, count, step } of decodeTimes(stts)) if (sample < first + count) return step;
  throw new Unusual();
}

/** None where decoding can begin at every sample. */
function syncTable(
  marked: ReadonlySet<number> | null,
  kept: readonly number[],
  isSync: (sample: number) => boolean,
): Buffer[] {
  const isKey = (sample: number) => (marked?.has(sample) ?? true) && isSync(sample);
  if (!marked && kept.every(isKey)) return [];
  const keys = kept.flatMap((sample, i) => (isKey(sample) ? [i + 1] : []));
  return [fullBox('stss', 0, 0, u32(keys.length), u32s(keys))];
}

function* marksIn(stss: Table): Generator<number> {
  const end = 4 + stss.u32(0) * 4;
  for (let at = 4; at < end; at += 4) yield stss.u32(at) - 1;
}

function sizeOf(stsz: Table, sample: number): number {
  return stsz.u32(8 + sample * 4);
}

/** Where each sample of the ranges lies in the file. */
function offsetsOf(tables: SampleTables, ranges: readonly SampleRange[]): number[] {
  const offsets: number[] = [];
  const end = ranges.at(-1)!.to;
  for (const run of chunkRuns(tables)) {
    if (run.first >= end) break;
    for (const { from, to } of ranges) {
      const within = { from: Math.max(from, run.first), to: Math.min(to, run.end) };
      for (const offset of placesIn(tables, run, within)) offsets.push(offset);
    }
  }
  return offsets;
}

function* descriptions(tables: SampleTables): Generator<Run> {
  for (const { first, end, description } of chunkRuns(tables)) {
    yield { first, count: end - first, value: description, step: 0 };
  }
}

/** Consecutive chunks with the same number of samples, and one description. */
interface ChunkRun {
  description: number;
  chunk: number;
  perChunk: number;
  /** Numbers of samples: `first` ≤ number < `end`. */
  first: number;
  end: number;
}

function* chunkRuns({ stsc, offsets }: SampleTables): Generator<ChunkRun> {
  const runs = stsc.u32(0);
  let first = 0;
  for (let at = 4; at < 4 + runs * 12; at += 12) {
    const chunk = stsc.u32(at) - 1;
    const perChunk = stsc.u32(at + 4);
    const isLast = at + 12 >= 4 + runs * 12;
    const next = isLast ? offsets.u32(0) : stsc.u32(at + 12) - 1;
    const end = first + (next - chunk) * perChunk;
    yield { chunk, perChunk, description: stsc.u32(at + 8), first, end };
    first = end;
  }
}

function* placesIn(
  { stsz, offsets, long }: SampleTables,
  run: ChunkRun,
  { from, to }: SampleRange,
): Generator<number> {
  if (from >= to) return;
  const skipped = Math.floor((from - run.first) / run.perChunk);
  let sample = run.first + skipped * run.perChunk;
  for (let chunk = run.chunk + skipped; sample < to; chunk++) {
    let place = long ? offsets.u64(4 + chunk * 8) : offsets.u32(4 + chunk * 4);
    for (const end = sample + run.perChunk; sample < end && sample < to; sample++) {
      if (sample >= from) yield place;
      place += sizeOf(stsz, sample);
    }
  }
}

/** The rows of a table with two columns. */
export function* pairs(table: Table): Generator<[number, number]> {
  const rows = table.u32(0);
  for (let i = 0; i < rows; i++) {
    yield [table.u32(4 + i * 8), table.u32(8 + i * 8)];
  }
}
