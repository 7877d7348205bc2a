import type { BlockingReader } from '../byte-reader.js';
import { ordinary } from '../unusual.js';

/** A chunk of a RIFF file, or a list of chunks. */
export interface Chunk {
  /** What it is, or what it is a list of. */
  readonly id: string;
  /** Where its content begins, and where that ends. */
  readonly content: number;
  readonly end: number;
}

const HEADER_BYTES = 8;
const LISTS: readonly string[] = ['RIFF', 'LIST'];
/** Lists of packets: the first, further ones of long files, and groups of packets that are read at once. */
const OF_PACKETS: readonly string[] = ['movi', 'AVIX', 'rec '];
const PRINTABLE = /^[ -~]{4}$/;
/** The rest of a file whose space was reserved. */
const NOTHING = '\0\0\0\0';

/**
 * The chunks from `start` on; those inside lists of packets as if they were outside. So the lengths of such lists,
 * which are wrong where a file was not closed, are never used. A last chunk that is not complete is left out.
 */
export function* chunksFrom(reader: BlockingReader, start: number): Generator<Chunk> {
  for (let at = start; at + HEADER_BYTES <= reader.size;) {
    const chunk = chunkAt(reader, at);
    if (!chunk) return;
    const isOfPackets = OF_PACKETS.includes(chunk.id);
    if (!isOfPackets && chunk.end > reader.size) return;
    yield chunk;
    at = isOfPackets ? chunk.content : chunk.end + (chunk.end & 1);
  }
}

/** Null where nothing was written. */
export function chunkAt(reader: BlockingReader, at: number): Chunk | null {
  const header = reader.bytes(at, HEADER_BYTES);
  const id = header.toString('latin1', 0, 4);
  if (id === NOTHING) return null;
  ordinary(PRINTABLE.test(id));
  const content = at + HEADER_BYTES;
  const end = content + header.readUInt32LE(4);
  if (!LISTS.includes(id)) return { id, content, end };
  return { id: reader.bytes(content, 4).toString('latin1'), content: content + 4, end };
}
