import type { BlockingReader, ByteReader } from '../byte-reader.js';
import { ordinary } from '../unusual.js';

/** A tag of an FLV file (Adobe FLV 10.1, E.4.1): a packet of one track, or data about the file. */
export interface Tag {
  readonly type: number;
  /** When it is decoded. */
  readonly timeMs: number;
  /** Its first bytes, which say what its content is. */
  readonly head: Buffer;
  /** Where its content begins, and where that ends. */
  readonly content: number;
  readonly end: number;
}

export const TagType = { audio: 8, video: 9, script: 18 } as const;

const FILE_HEADER_BYTES = 9;
const MAX_FILE_HEADER_BYTES = 1024;
const TAG_HEADER_BYTES = 11;
/** After each tag comes its length. */
export const LENGTH_BYTES = 4;
/** Enough to know a picture, sound, or the name of other data. */
const CONTENT_BYTES = 16;

const TYPES: readonly number[] = Object.values(TagType);
const MAX_TIME = 0x7fffffff;

/** Where the first tag is. */
export async function firstTag(reader: ByteReader): Promise<number> {
  const length = (await reader.bytes(0, FILE_HEADER_BYTES)).readUInt32BE(5);
  ordinary(length >= FILE_HEADER_BYTES && length <= MAX_FILE_HEADER_BYTES);
  return length + LENGTH_BYTES;
}

/**
 * The tags from `start` on, of which only the heads are read. One at the end that is not complete is left out: a
 * recorder is writing it, or was cut off. The lengths after the tags are ignored, since some writers get them wrong;
 * a header that makes no sense is unusual.
 */
export async function* tagsFrom(reader: ByteReader, start: number): AsyncGenerator<Tag> {
  for (let at = start; at + TAG_HEADER_BYTES <= reader.size;) {
    const tag = await readTag(reader, at);
    if (tag.end > reader.size) return;
    yield tag;
    at = tag.end + LENGTH_BYTES;
  }
}

/** The same of a file that is read at once, which is several times as fast. */
export function* tagsAtOnce(reader: BlockingReader, start: number): Generator<Tag> {
  for (let at = start; at + TAG_HEADER_BYTES <= reader.size;) {
    const tag = tagIn(reader.bytes(at, headLength(reader, at)), at);
    if (tag.end > reader.size) return;
    yield tag;
    at = tag.end + LENGTH_BYTES;
  }
}

/** The tag that begins at a position. */
export async function readTag(reader: ByteReader, at: number): Promise<Tag> {
  return tagIn(await reader.bytes(at, headLength(reader, at)), at);
}

function headLength({ size }: ByteReader, at: number): number {
  return Math.min(TAG_HEADER_BYTES + CONTENT_BYTES, size - at);
}

function tagIn(bytes: Buffer, at: number): Tag {
  const type = bytes.readUInt8(0);
  const size = bytes.readUIntBE(1, 3);
  const timeMs = bytes.readUIntBE(4, 3) + bytes.readUInt8(7) * 0x1000000;
  ordinary(TYPES.includes(type) && bytes.readUIntBE(8, 3) === 0 && timeMs <= MAX_TIME);
  const content = at + TAG_HEADER_BYTES;
  const head = bytes.subarray(TAG_HEADER_BYTES, TAG_HEADER_BYTES + Math.min(size, CONTENT_BYTES));
  return { type, timeMs, head, content, end: content + size };
}
