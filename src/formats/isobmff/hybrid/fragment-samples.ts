import { ordinary } from '../../unusual.js';
import { boxesOf, only, readDecodeTime } from '../facts/fragment.js';

/** A sample of a fragment. Times in units of its track. */
export interface FragmentSample {
  readonly trackId: number;
  /** Where it lies in the file, in bytes. */
  readonly start: number;
  readonly size: number;
  readonly decodedAt: number;
  readonly shownAt: number;
  readonly isKey: boolean;
}

/** What the samples of a track have where a fragment does not say otherwise: `trex` (ISO/IEC 14496-12, 8.8.3). */
export interface SampleDefaults {
  readonly duration: number;
  readonly size: number;
  readonly flags: number;
}

/** Flags of `tfhd` (8.8.7). */
const BASE_DATA_OFFSET = 0x1;
const DESCRIPTION_INDEX = 0x2;
const DEFAULTS = { duration: 0x8, size: 0x10, flags: 0x20 };
const BASE_IS_MOOF = 0x20000;
/** Flags of `trun` (8.8.8). */
const DATA_OFFSET = 0x1;
const FIRST_FLAGS = 0x4;
const [DURATION, SIZE, FLAGS, OFFSET] = [0x100, 0x200, 0x400, 0x800];
/** Of a sample (8.8.3.1). */
const IS_NO_SYNC = 0x10000;
const MAX_SAMPLES = 0x10000;

/** By the track's id. */
export async function readSampleDefaults(mvex: Buffer): Promise<Map<number, SampleDefaults>> {
  const boxes = await boxesOf(mvex, 'trex');
  const defaultsIn = (trex: Buffer): [number, SampleDefaults] => {
    const [duration, size, flags] = [12, 16, 20].map((at) => trex.readUInt32BE(at));
    return [trex.readUInt32BE(4), { duration: duration!, size: size!, flags: flags! }];
  };
  return new Map(boxes.map(defaultsIn));
}

/**
 * The samples of a fragment, track by track in decode order. Throws `Unusual`, also where a time of decoding is missing.
 *
 * @param moof the content of that box, and where the box begins in the file
 */
export async function fragmentSamples(
  moof: Buffer,
  moofStart: number,
  defaults: ReadonlyMap<number, SampleDefaults>,
): Promise<FragmentSample[]> {
  const samples: FragmentSample[] = [];
  let base = moofStart;
  for (const traf of await boxesOf(moof, 'traf')) {
    const header = readHeader(only(await boxesOf(traf, 'tfhd')), defaults);
    let decodedAt = readDecodeTime(only(await boxesOf(traf, 'tfdt')));
    base = header.base ?? (header.isBaseMoof ? moofStart : base);
    let start = base;
    for (const trun of await boxesOf(traf, 'trun')) {
      if (trun.readUInt32BE(0) & DATA_OFFSET) start = base + trun.readInt32BE(8);
      for (const { duration, size, flags, offset } of rowsOf(trun, header.defaults)) {
        const isKey = !(flags & IS_NO_SYNC);
        const shownAt = decodedAt + offset;
        samples.push({ trackId: header.trackId, start, size, decodedAt, shownAt, isKey });
        start += size;
        decodedAt += duration;
        ordinary(samples.length <= MAX_SAMPLES);
      }
    }
    base = start;
  }
  return samples;
}

function readHeader(tfhd: Buffer, known: ReadonlyMap<number, SampleDefaults>) {
  const flags = tfhd.readUInt32BE(0);
  const trackId = tfhd.readUInt32BE(4);
  const ofTrack = known.get(trackId);
  ordinary(ofTrack !== undefined);
  let at = 8;
  const base = flags & BASE_DATA_OFFSET ? Number(tfhd.readBigUInt64BE(at)) : null;
  if (base !== null) at += 8;
  const next = () => tfhd.readUInt32BE((at += 4) - 4);
  if (flags & DESCRIPTION_INDEX) ordinary(next() === 1);
  const own = (field: keyof SampleDefaults) => (flags & DEFAULTS[field] ? next() : ofTrack[field]);
  const defaults = { duration: own('duration'), size: own('size'), flags: own('flags') };
  return { trackId, base, isBaseMoof: (flags & BASE_IS_MOOF) !== 0, defaults };
}

function* rowsOf(
  trun: Buffer,
  defaults: SampleDefaults,
): Generator<SampleDefaults & { offset: number }> {
  const has = trun.readUInt32BE(0);
  const count = trun.readUInt32BE(4);
  let at = has & DATA_OFFSET ? 12 : 8;
  const next = () => trun.readUInt32BE((at += 4) - 4);
  const firstFlags = has & FIRST_FLAGS ? next() : null;
  for (let i = 0; i < count; i++) {
    const duration = has & DURATION ? next() : defaults.duration;
    const size = has & SIZE ? next() : defaults.size;
    const own = has & FLAGS ? next() : defaults.flags;
    // Unsigned in version 0. Readers move the whole track by the lowest of negative ones.
    const offset = has & OFFSET ? next() | 0 : 0;
    ordinary(offset >= 0);
    yield { duration, size, flags: i === 0 ? (firstFlags ?? own) : own, offset };
  }
}
