import type { ByteReader } from '../byte-reader.js';
import { ordinary, unlessUnusual } from '../unusual.js';
import { type Element, ELEMENT_HEADER_BYTES, elementAt } from './ebml.js';
import { AFTER_CLUSTER, Id } from './ids.js';

/** A block of one frame, or several of audio. */
export interface Block {
  readonly trackNumber: number;
  /** In units of `TimestampScale`. */
  readonly timestamp: number;
  /** Whether several frames share the block. */
  readonly laced: boolean;
}

/** Track number (up to 8), timestamp and flags (RFC 9559, 10.2). */
const BLOCK_HEADER_BYTES = 11;
/** More than a cluster of five seconds has. */
const MAX_ELEMENTS = 1024;

/** An element of which the header alone is read. */
export async function elementIn(reader: ByteReader, start: number): Promise<Element> {
  const length = Math.min(ELEMENT_HEADER_BYTES, reader.size - start);
  const { id, content, size } = elementAt(await reader.bytes(start, length));
  return { id, content: start + content, size };
}

/**
 * The blocks from a first cluster on, in the order of the file. Headers of clusters and groups are skipped:
 * their content follows, and some do not give its size.
 */
export async function* blocksFrom(reader: ByteReader, cluster: number): AsyncGenerator<Block> {
  let clusterTime: number | null = null;
  let count = 0;
  for (let at = cluster; at < reader.size;) {
    ordinary(++count <= MAX_ELEMENTS);
    const element = await unlessUnusual(() => elementIn(reader, at));
    const isLast = reader.size - at < ELEMENT_HEADER_BYTES;
    // The end of a file that is being written.
    if (!element && isLast) return;
    ordinary(element !== null && AFTER_CLUSTER.has(element.id));
    const { id, content, size } = element;
    if (id === Id.cluster) clusterTime = null;
    at = content;
    if (id === Id.cluster || id === Id.blockGroup) continue;
    ordinary(size !== null);
    at += size;
    if (at > reader.size) return;
    if (id === Id.timestamp) clusterTime = await readTimestamp(reader, content, size);
    if (id !== Id.simpleBlock && id !== Id.block) continue;
    ordinary(clusterTime !== null);
    yield readBlock(await reader.bytes(content, Math.min(size, BLOCK_HEADER_BYTES)), clusterTime);
  }
}

async function readTimestamp(reader: ByteReader, at: number, size: number): Promise<number> {
  ordinary(size > 0 && size <= 6);
  return (await reader.bytes(at, size)).readUIntBE(0, size);
}

function readBlock(bytes: Buffer, clusterTime: number): Block {
  // A track's number is written like a size.
  const length = Math.clz32(bytes.readUInt8(0)) - 23;
  ordinary(length <= 4);
  return {
    trackNumber: bytes.readUIntBE(0, length) - 2 ** (7 * length),
    timestamp: clusterTime + bytes.readInt16BE(length),
    laced: (bytes.readUInt8(length + 2) & 0x06) !== 0,
  };
}
