import { BOX_HEADER_BYTES, type IsoBox, isoBox } from '../box.js';
import type { BoundedReader } from '../../bounded-reader.js';
import { ordinary } from '../../unusual.js';

/** An ordinary file has a handful in each place. */
const MAX_BOXES = 256;

/** Boxes by type. */
export type Boxes = ReadonlyMap<string, readonly IsoBox[]>;

/** The box that begins at `start`, of which the header alone is read; it may reach past `limit`. */
export async function boxAt(reader: BoundedReader, start: number, limit: number): Promise<IsoBox> {
  const header = await reader.bytes(start, Math.min(BOX_HEADER_BYTES, limit - start));
  const box = isoBox(header, start, limit);
  ordinary(box !== null);
  return box;
}

/** The boxes that fill a range, up to the first of type `last` if there is one. */
export async function boxesIn(
  reader: BoundedReader,
  from: number,
  to: number,
  last?: string,
): Promise<Boxes> {
  const found = new Map<string, IsoBox[]>();
  let count = 0;
  for (let start = from; start + 8 <= to;) {
    const box = await boxAt(reader, start, to);
    ordinary(box.end <= to && ++count <= MAX_BOXES);
    found.set(box.type, [...(found.get(box.type) ?? []), box]);
    if (box.type === last) break;
    start = box.end;
  }
  return found;
}

export function inside(reader: BoundedReader, { content, end }: IsoBox): Promise<Boxes> {
  return boxesIn(reader, content, end);
}

/** What a box holds, or as many bytes of its beginning. */
export async function contentOf(
  reader: BoundedReader,
  { content, end }: IsoBox,
  length = end - content,
): Promise<Buffer> {
  ordinary(content + length <= end);
  return reader.bytes(content, length);
}

/** The only box of a type. */
export function one(boxes: Boxes, type: string): IsoBox {
  const [box, ...more] = boxes.get(type) ?? [];
  ordinary(box !== undefined && more.length === 0);
  return box;
}
