import {
  instant,
  listOf,
  nullOr,
  number,
  object,
  oneOf,
  type Reader,
  text,
} from '../common/stored/stored-json.js';
import { DEMUXERS } from '../formats/demuxers.js';
import type { ByteRange, FilePiece } from '../formats/file-piece.js';
import type { AudioFacts, MediaFacts, PieceFacts, VideoFacts } from '../formats/media-facts.js';

const FACTS = {
  demuxer: oneOf(DEMUXERS.map(({ name }) => name)),
  sizeBytes: number,
  startTimeSeconds: number,
  creationTime: nullOr(instant),
  video: nullOr(
    object<VideoFacts>({
      index: number,
      codec: text,
      pixelFormat: nullOr(text),
      width: number,
      height: number,
      rotation: number,
      fieldOrder: nullOr(text),
      frameRate: nullOr(number),
      timeBase: text,
      startTimeSeconds: number,
      endTimeSeconds: nullOr(number),
    }),
  ),
  audio: nullOr(object<AudioFacts>({ index: number, codec: text })),
};

const BYTES = { fromByte: number, toByte: number };
const readPieces = listOf(
  object<PieceFacts>({
    piece: object<FilePiece>({ ...BYTES, before: listOf(object<ByteRange>(BYTES)) }),
    atSeconds: number,
    facts: object<PieceFacts['facts']>(FACTS),
  }),
);
/** Most files are of one piece, and their facts do not mention it. */
const readPiecesIfAny: Reader<readonly PieceFacts[]> = (stored) =>
  stored === undefined ? [] : readPieces(stored);

/**
 * Facts that were stored as JSON. No fact but that of pieces has a default: if one is missing, the file has to
 * be probed again.
 */
export const readStoredFacts = object<MediaFacts>({ ...FACTS, pieces: readPiecesIfAny });
