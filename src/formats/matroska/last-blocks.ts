import type { ByteReader } from '../byte-reader.js';
import { findBackwards } from '../find-backwards.js';
import { ordinary, unlessUnusual } from '../unusual.js';
import { type Block, blocksFrom } from './blocks.js';
import { CLUSTER_ID } from './ids.js';

/** Of what looks like a cluster and is none: bytes of a picture. */
const MAX_MISTAKES = 16;

/**
 * The blocks of the last cluster with any of a track, and all that follow it, without walking there: the
 * id of one is looked for in the bytes before the end, and taken for it if a row of elements leads from
 * there to the end. The last element may be cut short, as a recorder is writing it.
 *
 * @param first where the first cluster begins
 */
export async function lastBlocks(
  reader: ByteReader,
  first: number,
  trackNumber: number,
): Promise<Block[]> {
  let mistakes = 0;
  for await (const start of findBackwards(reader, CLUSTER_ID, first)) {
    const blocks = await unlessUnusual(() => collect(blocksFrom(reader, start)));
    if (blocks?.some((block) => block.trackNumber === trackNumber)) return blocks;
    ordinary(++mistakes <= MAX_MISTAKES);
  }
  return [];
}

async function collect<T>(source: AsyncGenerator<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of source) all.push(item);
  return all;
}
