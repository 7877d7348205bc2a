import { BoundedReader } from '../formats/bounded-reader.js';
import type { Demuxer } from '../formats/demuxer.js';
import { type FilePiece, slowReaderOfPiece } from '../formats/file-piece.js';
import type { MediaFacts } from '../formats/media-facts.js';
import { unlessUnusual } from '../formats/unusual.js';
import type { MediaFile } from './media-file.js';

type OpenFile = Pick<MediaFile, 'file' | 'sizeBytes'>;

/** Each place where a clock starts again costs a megabyte; reading so many takes a fraction of a second. */
const MAX_SEARCH_BYTES = 256 * 1024 * 1024;
/** The timestamps of a file with more pieces make no sense. */
const MAX_PIECES = 256;

/**
 * The pieces of a file whose clock starts again inside it; none: it is of one piece. Null where they are too
 * many.
 */
export async function piecesOf(
  { file, sizeBytes }: OpenFile,
  { findPieces }: Demuxer,
): Promise<FilePiece[] | null> {
  if (!findPieces) return [];
  const reader = new BoundedReader(file, sizeBytes, MAX_SEARCH_BYTES);
  const pieces = await unlessUnusual(() => findPieces(reader));
  return pieces && pieces.length <= MAX_PIECES ? pieces : null;
}

/**
 * A file's facts, read in process from a few dozen small pieces of its index. ffprobe would read the position of
 * every frame. Null if the format has no reader here, or if anything is out of the ordinary (a codec without a
 * reader, more than one track of a kind). ffprobe then has to read the facts.
 */
export async function ownFacts(
  { file, sizeBytes }: OpenFile,
  { readFacts }: Demuxer,
  piece: FilePiece | null = null,
): Promise<MediaFacts | null> {
  const whole = new BoundedReader(file, sizeBytes);
  const reader = piece ? slowReaderOfPiece(whole, piece) : whole;
  return readFacts && unlessUnusual(() => readFacts(reader));
}
