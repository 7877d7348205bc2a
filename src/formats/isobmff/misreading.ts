import type { ByteReader } from '../byte-reader.js';
import { LimitedReader } from '../limited-reader.js';
import type { Misreading } from '../demuxer.js';
import { unlessUnusual } from '../unusual.js';
import { contentOf, type IsoBox, walkBoxes } from './boxes.js';
import { readEdits } from './facts/edits.js';

const TABLE = ['mdia', 'minf', 'stbl'];
/** Boxes that count the samples of a table; the count has the same place in both (8.7.3). */
const SAMPLE_SIZES = ['stsz', 'stz2'];
/** Fragments that are looked at: writers do not change their habits inside a file. */
const MAX_FRAGMENTS = 2;
/** An ordinary file needs some hundred. */
const MAX_READS = 16_384;

/**
 * What Mediabunny ignores without saying so: all but the first sample description of a track (8.5.2), all
 * but one of its edits (8.6.6), fragments of a movie that has samples of its own (unless `hybridView` has put them
 * together), and fragments without a decode time (8.8.12), which follow the one before.
 *
 * @throws Unusual where the file has more boxes than an ordinary one
 */
export async function misreadingOf(file: ByteReader): Promise<Misreading | null> {
  const reader = new LimitedReader(file, MAX_READS);
  const isFragmented = await hasFragments(reader);
  for await (const trak of tracksOf(reader)) {
    if (await hasSeveralDescriptions(reader, trak)) return 'codec_change';
    if (await hasUnusualEdits(reader, trak)) return 'edit_list';
    if (isFragmented && (await hasSamples(reader, trak))) return 'fragments';
  }
  return (await lacksDecodeTimes(reader)) ? 'fragments' : null;
}

/** @throws Unusual as {@link misreadingOf} */
export async function hasFragments(file: ByteReader): Promise<boolean> {
  const reader = new LimitedReader(file, MAX_READS);
  for await (const moof of fragmentsOf(reader)) return moof.type === 'moof';
  return false;
}

/** Whether any track has more than one sample description. @throws Unusual as {@link misreadingOf} */
export async function changesDescription(file: ByteReader): Promise<boolean> {
  const reader = new LimitedReader(file, MAX_READS);
  for await (const trak of tracksOf(reader)) {
    if (await hasSeveralDescriptions(reader, trak)) return true;
  }
  return false;
}

async function hasSeveralDescriptions(reader: ByteReader, trak: IsoBox): Promise<boolean> {
  for await (const stsd of below(reader, trak, [...TABLE, 'stsd'])) {
    if (await hasSeveral(reader, stsd)) return true;
  }
  return false;
}

/** Whether there are several descriptions in `stsd`. */
export async function hasSeveral(reader: ByteReader, stsd: IsoBox): Promise<boolean> {
  return (await reader.bytes(stsd.content + 4, 4)).readUInt32BE(0) > 1;
}

/** Of what is seen or heard. */
async function hasUnusualEdits(reader: ByteReader, trak: IsoBox): Promise<boolean> {
  for await (const { content } of below(reader, trak, ['mdia', 'hdlr'])) {
    const kind = (await reader.bytes(content + 8, 4)).toString('latin1');
    if (kind !== 'vide' && kind !== 'soun') return false;
  }
  for await (const list of below(reader, trak, ['edts', 'elst'])) {
    const edits = await unlessUnusual(async () => readEdits(await contentOf(reader, list)));
    if (edits === null) return true;
  }
  return false;
}

async function hasSamples(reader: ByteReader, trak: IsoBox): Promise<boolean> {
  for await (const table of below(reader, trak, TABLE)) {
    for await (const { type, content } of inside(reader, table)) {
      if (!SAMPLE_SIZES.includes(type)) continue;
      if ((await reader.bytes(content + 8, 4)).readUInt32BE(0) > 0) return true;
    }
  }
  return false;
}

async function lacksDecodeTimes(reader: ByteReader): Promise<boolean> {
  let seen = 0;
  for await (const moof of fragmentsOf(reader)) {
    for await (const traf of below(reader, moof, ['traf'])) {
      if (!(await isAnyIn(reader, traf, 'tfdt'))) return true;
    }
    if (++seen === MAX_FRAGMENTS) break;
  }
  return false;
}

async function isAnyIn(reader: ByteReader, parent: IsoBox, type: string): Promise<boolean> {
  for await (const box of inside(reader, parent)) {
    if (box.type === type) return true;
  }
  return false;
}

/** Top-level boxes are looked through up to the movie, which has the tracks. */
async function* tracksOf(reader: ByteReader): AsyncGenerator<IsoBox> {
  for await (const box of walkBoxes(reader, 0, reader.size)) {
    if (box.type !== 'moov') continue;
    yield* below(reader, box, ['trak']);
    return;
  }
}

async function* fragmentsOf(reader: ByteReader): AsyncGenerator<IsoBox> {
  for await (const box of walkBoxes(reader, 0, reader.size)) {
    if (box.type === 'moof') yield box;
  }
}

/** All boxes that a path of types leads to. Those that are cut short are left out. */
async function* below(
  reader: ByteReader,
  parent: IsoBox,
  [type, ...rest]: readonly string[],
): AsyncGenerator<IsoBox> {
  for await (const box of inside(reader, parent)) {
    if (box.type !== type) continue;
    if (rest.length === 0) yield box;
    else yield* below(reader, box, rest);
  }
}

async function* inside(reader: ByteReader, parent: IsoBox): AsyncGenerator<IsoBox> {
  for await (const box of walkBoxes(reader, parent.content, parent.end)) {
    if (box.end <= parent.end) yield box;
  }
}
