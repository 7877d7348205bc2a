import { ordinary } from '../../unusual.js';
import {
  descriptionsOf,
  samplesIn,
  type SampleRange,
  type SampleTables,
  timesOf,
} from './sample-tables.js';

/** A segment in ticks of the track, from the first frame that is shown on. */
export interface SegmentTicks {
  /** What an edit list leaves out of the beginning. */
  readonly origin: number;
  readonly from: number;
  readonly to: number;
}

/** The samples of a window by their descriptions. */
export interface Described {
  /** The one that the segment has, counted from 1. */
  readonly description: number;
  /** Whether it is that of a sample in the window. */
  isDescribed(this: void, sample: number): boolean;
}

/**
 * Which of several sample descriptions (ISO/IEC 14496-12, 8.5.2) a segment has. Throws `Unusual` where it has more
 * than one: the configuration of the decoder changes in it.
 *
 * @param ranges the samples of the window around the segment, from the file's first one on
 */
export function describe(
  tables: SampleTables,
  ranges: readonly SampleRange[],
  segment: SegmentTicks,
): Described {
  const samples = samplesIn(ranges);
  const times = timesOf(tables, samples);
  const descriptions = descriptionsOf(tables, samples);
  const isShown = (time: number) => time >= segment.origin;
  const first = Math.max(0, times.findIndex(isShown));
  const start = Math.min(...times.slice(first, first + FIRST_SAMPLES).filter(isShown));
  const inside = (time: number) =>
    time >= start + segment.from - HALF_TICK && time < start + segment.to - HALF_TICK;
  const used = new Set(descriptions.filter((_, i) => inside(times[i]!)));
  const [description] = used;
  ordinary(used.size === 1 && description !== undefined);
  const numbers = new Map(samples.map((sample, i) => [sample, descriptions[i]]));
  return { description, isDescribed: (sample) => numbers.get(sample) === description };
}

/** Frames may come out of order: after the first that is shown in decode order come others that are shown earlier. */
const FIRST_SAMPLES = 64;
/** Times are whole numbers of ticks. */
const HALF_TICK = 0.5;
