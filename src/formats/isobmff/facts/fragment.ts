import { readerOf } from '../../byte-reader.js';
import { walkBoxes } from '../boxes.js';
import { REORDER_LIMIT } from '../../file-times.js';
import { ordinary } from '../../unusual.js';

/** The samples of one track in one fragment. Times in units of the track. */
export interface FragmentRun {
  readonly trackId: number;
  /** When the first is decoded. */
  readonly decodedAt: number;
  /** How long they last. */
  readonly duration: number;
  readonly samples: number;
  /** When each of the first ones is shown, in decode order. */
  readonly shownAt: readonly number[];
  /** The last ones, in decode order. */
  readonly last: readonly ShownSample[];
}

export interface ShownSample {
  readonly shownAt: number;
  readonly lasts: number;
}

/** Flags of `tfhd` (8.8.7). */
const BASE_DATA_OFFSET = 0x1;
const DESCRIPTION_INDEX = 0x2;
const DEFAULT_DURATION = 0x8;
/** Flags of `trun` (8.8.8): what comes before the samples, and the fields of each. */
const BEFORE_SAMPLES = [0x1, 0x4];
/** One of video, and one of audio. */
const MAX_TRACKS = 2;
/** Of one track in a fragment. The bytes do not limit it: samples that are all alike may take none. */
const MAX_SAMPLES = 0x10000;
const [DURATION, SIZE, FLAGS, OFFSET] = [0x100, 0x200, 0x400, 0x800];

/**
 * The runs of a fragment.
 *
 * @param moof the content of that box (8.8.4)
 * @param defaults the duration of each track's samples where the fragment does not say: `trex` (8.8.3)
 */
export async function readFragment(
  moof: Buffer,
  defaults: ReadonlyMap<number, number>,
): Promise<FragmentRun[]> {
  const trafs = await boxesOf(moof, 'traf');
  ordinary(trafs.length <= MAX_TRACKS);
  const runs = await Promise.all(trafs.map((traf) => readRun(traf, defaults)));
  ordinary(new Set(runs.map(({ trackId }) => trackId)).size === runs.length);
  return runs;
}

async function readRun(traf: Buffer, defaults: ReadonlyMap<number, number>): Promise<FragmentRun> {
  const header = only(await boxesOf(traf, 'tfhd'));
  const trackId = header.readUInt32BE(4);
  const lasting = defaultDuration(header) ?? defaults.get(trackId);
  ordinary(lasting !== undefined);
  const decodedAt = readDecodeTime(only(await boxesOf(traf, 'tfdt')));
  const shown: ShownSample[] = [];
  let [duration, samples] = [0, 0];
  for (const trun of await boxesOf(traf, 'trun')) {
    for (const sample of samplesOf(trun, lasting)) {
      shown.push({ shownAt: decodedAt + duration + sample.offset, lasts: sample.duration });
      duration += sample.duration;
      ordinary(++samples <= MAX_SAMPLES);
    }
  }
  ordinary(samples > 0 && duration > 0);
  const shownAt = shown.slice(0, REORDER_LIMIT).map((sample) => sample.shownAt);
  return { trackId, decodedAt, duration, samples, shownAt, last: shown.slice(-REORDER_LIMIT) };
}

function defaultDuration(tfhd: Buffer): number | null {
  const flags = tfhd.readUInt32BE(0);
  if (!(flags & DEFAULT_DURATION)) return null;
  return tfhd.readUInt32BE(
    8 + (flags & BASE_DATA_OFFSET ? 8 : 0) + (flags & DESCRIPTION_INDEX ? 4 : 0),
  );
}

/** Of `tfdt` (8.8.12). */
export function readDecodeTime(tfdt: Buffer): number {
  return tfdt[0] === 1 ? Number(tfdt.readBigUInt64BE(4)) : tfdt.readUInt32BE(4);
}

function* samplesOf(
  trun: Buffer,
  lasting: number,
): Generator<{ duration: number; offset: number }> {
  const flags = trun.readUInt32BE(0);
  const count = trun.readUInt32BE(4);
  const has = (flag: number) => (flags & flag ? 4 : 0);
  let at = 8 + BEFORE_SAMPLES.reduce((bytes, flag) => bytes + has(flag), 0);
  const step = has(DURATION) + has(SIZE) + has(FLAGS) + has(OFFSET);
  const offsetAt = step - has(OFFSET);
  ordinary(at + count * step <= trun.length);
  for (let i = 0; i < count; i++, at += step) {
    // Unsigned in version 0. Readers move the whole track by the lowest of negative ones, wherever it is.
    const offset = flags & OFFSET ? trun.readInt32BE(at + offsetAt) : 0;
    ordinary(offset >= 0);
    yield { duration: flags & DURATION ? trun.readUInt32BE(at) : lasting, offset };
  }
}

/** The contents of the boxes of a type in `bytes`; all boxes have to be complete. */
export async function boxesOf(bytes: Buffer, type: string): Promise<Buffer[]> {
  const found: Buffer[] = [];
  for await (const box of walkBoxes(readerOf(bytes), 0, bytes.length)) {
    ordinary(box.end <= bytes.length);
    if (box.type === type) found.push(bytes.subarray(box.content, box.end));
  }
  return found;
}

/** The only one. */
export function only(found: readonly Buffer[]): Buffer {
  ordinary(found.length === 1);
  return found[0]!;
}

/** The default duration of each track's samples, by the track's id: `mvex` has a `trex` for each. */
export async function readDefaults(mvex: Buffer): Promise<Map<number, number>> {
  const boxes = await boxesOf(mvex, 'trex');
  return new Map(boxes.map((trex) => [trex.readUInt32BE(4), trex.readUInt32BE(12)]));
}
