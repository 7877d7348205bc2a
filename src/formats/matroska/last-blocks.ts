import type { ByteReader } from '../byte-reader.js';
import { findBackwards } from '../find-backwards.js';
import { ordinary, unlessUnusual } from '../unusual.js';
import { type Block, blocksFrom } from './blocks.js';
import { CLUSTER_ID } from './ids.js';

/** Places that look like a cluster and are none: bytes of a picture. */
const MAX_MISTAKES = 16;
/** So many pictures show how far the last ones are apart. A last cluster may have one. */
const ENOUGH_BLOCKS = 5;

/**
 * All blocks from one of the last clusters on, so that there are a few of a track, without reading what is
 * before it: the bytes before the end are searched for the id of a cluster, which counts if a row of elements
 * leads from it to the end. The last element may be cut short, as a recorder is writing it.
 *
 * @param first where the first cluster begins
 */
export async function lastBlocks(
  reader: ByteReader,
  first: number,
  trackNumber: number,
): Promise<Block[]> {
  let found: Block[] = [];
  let mistakes = 0;
  for await (const start of findBackwards(reader, CLUSTER_ID, first)) {
    const blocks = await unlessUnusual(() => collect(blocksFrom(reader, start)));
    const count = blocks?.filter((block) => block.trackNumber === trackNumber).length ?? 0;
    if (count > 0) found = blocks!;
    else if (found.length > 0) break;
    else ordinary(++mistakes <= MAX_MISTAKES);
    if (count >= ENOUGH_BLOCKS) break;
  }
  return found;
}

async function collect<T>(source: AsyncGenerator<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of source) all.push(item);
  return all;
}
