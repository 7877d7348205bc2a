import { CustomSource } from 'mediabunny';
import type { BlockingReader } from '../../formats/byte-reader.js';

/** Reading goes forward: what lies further back is not needed again. */
const CACHE_BYTES = 2 * 1024 * 1024;

/** Far more than it takes to read all packets of what is cached; a second's work. */
const MAX_CACHED_READS = 1_000_000;

/** How the library asks its source for bytes, whether they are cached or not. */
interface Reads {
  _read(...range: number[]): unknown;
}

/**
 * A file as the library reads it, which fails where the library reads the same bytes again and again. Its reader of
 * Matroska (mediabunny 1.61) does so for ever where it looks for the next element after bytes that make no sense: if
 * it finds an identifier with a size that is not valid, and if it finds none until the end.
 */
export function librarySource(
  reader: BlockingReader,
  maxCachedReads = MAX_CACHED_READS,
): CustomSource {
  let cachedReads = 0;
  const source = new CustomSource({
    getSize: () => reader.size,
    read: (start, end) => {
      cachedReads = 0;
      return reader.bytes(start, end - start);
    },
    prefetchProfile: 'fileSystem',
    maxCacheSize: CACHE_BYTES,
  });
  const reads = source as unknown as Reads;
  const read = reads._read.bind(source);
  reads._read = (...range) => {
    cachedReads += 1;
    if (cachedReads > maxCachedReads) throw new Error('the same bytes are read again and again');
    return read(...range);
  };
  return source;
}
