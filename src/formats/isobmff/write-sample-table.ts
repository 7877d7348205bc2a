import { fullBox, u32, u32s, u64s } from './write-box.js';

export interface Sample {
  /** When it is shown or heard, and for how long, in seconds. */
  readonly time: number;
  readonly duration: number;
  /** Whether decoding can begin at it. */
  readonly isKey: boolean;
  readonly data: Uint8Array;
}

/** A sample of which only the length matters. */
export interface SizedSample extends Omit<Sample, 'data'> {
  readonly data: Pick<Uint8Array, 'length'>;
}

const MAX_U32 = 0xffffffff;
const MAX_BOXES = 8;

/**
 * The index of a track (ISO/IEC 14496-12, 8.6 and 8.7), thirteen bytes for each sample in memory.
 *
 * Samples are added in decode order. Their decode times are their presentation times in rising order: so
 * the first one sits at 0 without an edit list, which some players ignore, and the offsets of reordered
 * frames are of either sign.
 */
export class SampleTable {
  private count = 0;
  private end = 0;
  /** In ticks, not rounded. */
  private readonly times: Float64Array;
  /** In whole ticks; null until they are needed. */
  private whole: Float64Array | null = null;
  private readonly sizes: Uint32Array;
  private readonly isKey: Uint8Array;
  private readonly chunks: { offset: number; samples: number }[] = [];

  constructor(
    private readonly timescale: number,
    maxSamples: number,
  ) {
    this.times = new Float64Array(maxSamples);
    this.sizes = new Uint32Array(maxSamples);
    this.isKey = new Uint8Array(maxSamples);
  }

  /** What {@link boxes} takes at most, in bytes. */
  static maxBytes(samples: number, chunks: number): number {
    return MAX_BOXES * 20 + samples * (8 + 8 + 4 + 4) + chunks * (12 + 8);
  }

  /** The samples lie one after the other in the file, from `offset` on. */
  addChunk(offset: number, samples: readonly SizedSample[]): void {
    if (this.count + samples.length > this.times.length) throw new RangeError('too many samples');
    for (const { time, duration, isKey, data } of samples) {
      this.times[this.count] = time * this.timescale;
      this.sizes[this.count] = data.length;
      this.isKey[this.count] = Number(isKey);
      this.end = Math.max(this.end, Math.round((time + duration) * this.timescale));
      this.count++;
    }
    this.chunks.push({ offset, samples: samples.length });
    this.whole = null;
  }

  /** Where the last sample ends, in ticks. */
  get duration(): number {
    return this.shown.reduce((end, time) => Math.max(end, time + 1), this.end);
  }

  private get shown(): Float64Array {
    return (this.whole ??= wholeTicks(this.times.subarray(0, this.count)));
  }

  boxes(): Buffer[] {
    const { shown } = this;
    const decoded = shown.slice().sort();
    const durations = decoded.map((time, i) => (decoded[i + 1] ?? this.duration) - time);
    const offsets = shown.map((time, i) => time - decoded[i]!);
    const keys = numbersOf(this.isKey.subarray(0, this.count));
    return [
      rows('stts', 0, 2, runs(durations)),
      ...(offsets.some((offset) => offset !== 0) ? [rows('ctts', 1, 2, runs(offsets))] : []),
      ...(keys.length < this.count ? [rows('stss', 0, 1, keys)] : []),
      fullBox('stsz', 0, 0, u32(0, this.count), u32s(this.sizes.subarray(0, this.count))),
      rows('stsc', 0, 3, this.chunkRuns()),
      this.chunkOffsets(),
    ];
  }

  /** A chunk with as many samples as the one before has no row of its own. */
  private chunkRuns(): number[] {
    return this.chunks.flatMap(({ samples }, i) =>
      samples === this.chunks[i - 1]?.samples ? [] : [i + 1, samples, 1],
    );
  }

  private chunkOffsets(): Buffer {
    const offsets = this.chunks.map(({ offset }) => offset);
    return (offsets.at(-1) ?? 0) > MAX_U32
      ? fullBox('co64', 0, 0, u32(offsets.length), u64s(offsets))
      : fullBox('stco', 0, 0, u32(offsets.length), u32s(offsets));
  }
}

/**
 * Times in whole ticks. Those that are closer together than that are a tick apart: players drop one of two
 * frames that are shown at once.
 */
function wholeTicks(times: Float64Array): Float64Array {
  const whole = times.map(Math.round);
  const sorted = whole.slice().sort();
  if (!sorted.some((tick, i) => tick === sorted[i + 1])) return whole;
  const order = Array.from(times.keys()).sort((a, b) => times[a]! - times[b]! || a - b);
  order.forEach((index, rank) => {
    if (rank > 0) whole[index] = Math.max(whole[index]!, whole[order[rank - 1]!]! + 1);
  });
  return whole;
}

function rows(type: string, version: number, width: number, values: number[]): Buffer {
  return fullBox(type, version, 0, u32(values.length / width), u32s(values));
}

/** Each run of equal values: how many there are, and the value. */
function runs(values: Float64Array): number[] {
  const found: number[] = [];
  for (const value of values) {
    const last = found.length - 1;
    if (found[last] === value) found[last - 1]!++;
    else found.push(1, value);
  }
  return found;
}

/** The numbers of the marked samples, which count from 1. */
function numbersOf(marks: Uint8Array): number[] {
  const found: number[] = [];
  marks.forEach((mark, i) => mark && found.push(i + 1));
  return found;
}
