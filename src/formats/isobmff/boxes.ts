import type { ByteReader } from '../byte-reader.js';
import { ordinary } from '../unusual.js';

/** A box of the ISO base media file format (ISO/IEC 14496-12, 4.2). Positions in bytes of the file. */
export interface IsoBox {
  readonly type: string;
  readonly start: number;
  /** Where its content begins. */
  readonly content: number;
  /** May lie past the end of a file that was cut short. */
  readonly end: number;
}

/** Boxes that lie one after the other. */
export type Boxes = readonly IsoBox[];

const SHORT_HEADER_BYTES = 8;
/** The most that the header of a box has. */
export const LONG_HEADER_BYTES = 16;
/** An ordinary file has a handful in each place. */
const MAX_BOXES = 256;
/** More than any box has that is read in one piece. */
const MAX_CONTENT_BYTES = 256 * 1024;

/**
 * The box that begins at `start`, of which only the header is read. Null where the bytes are too few for
 * one, or give a length that none can have.
 *
 * @param limit the end of what the box lies in, up to which a box without a length reaches
 */
export async function boxAt(
  reader: ByteReader,
  start: number,
  limit: number,
): Promise<IsoBox | null> {
  if (limit - start < SHORT_HEADER_BYTES) return null;
  return boxOf(await reader.bytes(start, Math.min(LONG_HEADER_BYTES, limit - start)), start, limit);
}

/** The same of its first bytes, 16 or as many as there are. */
export function boxOf(header: Buffer, start: number, limit: number): IsoBox | null {
  if (header.length < SHORT_HEADER_BYTES) return null;
  let size = header.readUInt32BE(0);
  let content = start + SHORT_HEADER_BYTES;
  if (size === 1 && header.length >= LONG_HEADER_BYTES) {
    size = Number(header.readBigUInt64BE(SHORT_HEADER_BYTES));
    content = start + LONG_HEADER_BYTES;
  } else if (size === 0) {
    size = limit - start;
  }
  if (size < content - start) return null;
  return { type: header.toString('latin1', 4, 8), start, content, end: start + size };
}

/** The boxes of a range in order, up to the first that makes no sense. The last may reach past `to`. */
export async function* walkBoxes(
  reader: ByteReader,
  from: number,
  to: number,
): AsyncGenerator<IsoBox> {
  for (let box = await boxAt(reader, from, to); box; box = await boxAt(reader, box.end, to)) {
    yield box;
  }
}

/** The boxes that fill a range, up to the first of type `last` if there is one. */
export async function boxesIn(
  reader: ByteReader,
  from: number,
  to: number,
  last?: string,
): Promise<Boxes> {
  const found: IsoBox[] = [];
  for await (const box of walkBoxes(reader, from, to)) {
    ordinary(box.end <= to && found.push(box) <= MAX_BOXES);
    if (box.type === last) return found;
  }
  ordinary(to - (found.at(-1)?.end ?? from) < SHORT_HEADER_BYTES);
  return found;
}

export function inside(reader: ByteReader, { content, end }: IsoBox): Promise<Boxes> {
  return boxesIn(reader, content, end);
}

/** The content of a box, or the given number of bytes from its start. */
export async function contentOf(
  reader: ByteReader,
  { content, end }: IsoBox,
  length = end - content,
): Promise<Buffer> {
  ordinary(content + length <= end && length <= MAX_CONTENT_BYTES);
  return reader.bytes(content, length);
}

export function has(boxes: Boxes, type: string): boolean {
  return boxes.some((box) => box.type === type);
}

/** All boxes of a type. */
export function all(boxes: Boxes, type: string): Boxes {
  return boxes.filter((box) => box.type === type);
}

/** The only box of a type. */
export function one(boxes: Boxes, type: string): IsoBox {
  const [box, ...more] = all(boxes, type);
  ordinary(box !== undefined && more.length === 0);
  return box;
}
