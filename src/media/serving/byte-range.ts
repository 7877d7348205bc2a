/** First and last byte, both included, counted from 0. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * The ranges of a `Range` header (RFC 9110, 14.1.2) that can be served from `size` bytes, cut to what
 * exists; none means 416. Null for another unit or a malformed header, which are to be ignored.
 */
export function parseRange(header: string, size: number): ByteRange[] | null {
  const [, list] = /^bytes=(.*)$/i.exec(header) ?? [];
  if (list === undefined) return null;
  const ranges: ByteRange[] = [];
  for (const item of list.split(',')) {
    const [, first, last] = /^[ \t]*(\d*)-(\d*)[ \t]*$/.exec(item) ?? [];
    if (first === undefined || last === undefined || first + last === '') return null;
    if (first !== '' && last !== '' && Number(first) > Number(last)) return null;

    const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
    const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
    if (start <= end) ranges.push({ start, end });
  }
  return ranges;
}
