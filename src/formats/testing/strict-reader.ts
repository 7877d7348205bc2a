import type { ByteReader } from '../byte-reader.js';
import { Unusual } from '../unusual.js';

/** Reads what is in memory as files are read: later, and nothing past the end. */
export function strictReader(bytes: Buffer): ByteReader {
  return {
    size: bytes.length,
    async bytes(start, length) {
      await Promise.resolve();
      if (!(start >= 0 && length >= 0 && start + length <= bytes.length)) throw new Unusual();
      return bytes.subarray(start, start + length);
    },
  };
}
