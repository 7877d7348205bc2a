/** A box of the ISO base media file format (ISO/IEC 14496-12, 4.2). Positions in bytes of the file. */
export interface IsoBox {
  readonly type: string;
  readonly start: number;
  /** Where its content begins. */
  readonly content: number;
  /** May lie past the end of a file that was cut short. */
  readonly end: number;
}

/** As many bytes as the longest header has. */
export const BOX_HEADER_BYTES = 16;

/**
 * The box that begins with these bytes; null where they are too few for one, or tell a length that none
 * can have.
 *
 * @param limit the end of what the box lies in, up to which a box without a length reaches
 */
export function isoBox(bytes: Uint8Array, start: number, limit: number): IsoBox | null {
  if (bytes.length < 8) return null;
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let size = view.readUInt32BE(0);
  let content = start + 8;
  if (size === 1 && view.length >= BOX_HEADER_BYTES) {
    size = Number(view.readBigUInt64BE(8));
    content += 8;
  } else if (size === 0) {
    size = limit - start;
  }
  if (size < content - start) return null;
  return { type: view.toString('latin1', 4, 8), start, content, end: start + size };
}

/** The boxes that lie in a range, one after the other, up to the first that makes no sense. */
export function* isoBoxes(
  read: (start: number, end: number) => Uint8Array,
  from: number,
  to: number,
): Generator<IsoBox> {
  let start = from;
  while (start + 8 <= to) {
    const box = isoBox(read(start, Math.min(start + BOX_HEADER_BYTES, to)), start, to);
    if (!box) return;
    yield box;
    start = box.end;
  }
}
