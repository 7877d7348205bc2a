/** The bytes of a file, which is all that the readers of formats know of it. */
export interface ByteReader {
  /** In bytes. */
  readonly size: number;
  /** Throws where the file has no such bytes, and where they are more than an ordinary file needs. */
  bytes(start: number, length: number): Buffer | Promise<Buffer>;
}

/** One that answers at once, for a thread that may wait for the disk. */
export interface BlockingReader extends ByteReader {
  bytes(start: number, length: number): Buffer;
}

/** Reads what is in memory already. */
export function readerOf(bytes: Buffer): BlockingReader {
  return {
    size: bytes.length,
    bytes: (start, length) => bytes.subarray(start, start + length),
  };
}

/** Reads a file as if it ended after `size` bytes. */
export function beginningOf(reader: BlockingReader, size: number): BlockingReader {
  return { size, bytes: (start, length) => reader.bytes(start, length) };
}
