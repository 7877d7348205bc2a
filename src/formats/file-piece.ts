import type { BlockingReader, ByteReader } from './byte-reader.js';
import { ordinary } from './unusual.js';

/** `fromByte` ≤ position < `toByte` in a file. */
export interface ByteRange {
  readonly fromByte: number;
  readonly toByte: number;
}

/**
 * A part of a file that is read as if it were a file of its own: its clock does not go on from that of the
 * part before.
 */
export interface FilePiece extends ByteRange {
  /** Bytes elsewhere in the file that say what the piece holds, where it does not begin with such itself. */
  readonly before: readonly ByteRange[];
}

/** Reads a piece of a file that is read at once. */
export function readerOfPiece(file: BlockingReader, piece: FilePiece): BlockingReader {
  const parts = partsOf(piece);
  return {
    size: sizeOf(parts),
    bytes: (start, length) =>
      joined(cut(parts, start, length).map((part) => file.bytes(part.fromByte, lengthOf(part)))),
  };
}

/** Reads a piece of a file. */
export function slowReaderOfPiece(file: ByteReader, piece: FilePiece): ByteReader {
  const parts = partsOf(piece);
  return {
    size: sizeOf(parts),
    async bytes(start, length) {
      const found: Buffer[] = [];
      for (const part of cut(parts, start, length)) {
        found.push(await file.bytes(part.fromByte, lengthOf(part)));
      }
      return joined(found);
    },
  };
}

function partsOf({ before, fromByte, toByte }: FilePiece): ByteRange[] {
  return [...before, { fromByte, toByte }];
}

/** Where some bytes of the piece lie in the file. */
function cut(parts: readonly ByteRange[], start: number, length: number): ByteRange[] {
  ordinary(start >= 0 && length >= 0 && start + length <= sizeOf(parts));
  const found: ByteRange[] = [];
  /** Where a part begins in the piece. */
  let begin = 0;
  for (const { fromByte, toByte } of parts) {
    const offset = fromByte - begin;
    const from = Math.max(fromByte, start + offset);
    const to = Math.min(toByte, start + length + offset);
    if (from < to) found.push({ fromByte: from, toByte: to });
    begin += toByte - fromByte;
  }
  return found;
}

/** Most often there is one, which need not be copied. */
function joined(parts: Buffer[]): Buffer {
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
}

function lengthOf({ fromByte, toByte }: ByteRange): number {
  return toByte - fromByte;
}

function sizeOf(parts: readonly ByteRange[]): number {
  return parts.reduce((sum, part) => sum + lengthOf(part), 0);
}
