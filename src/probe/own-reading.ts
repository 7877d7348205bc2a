import { demuxerOf } from '../formats/demuxers.js';
import type { FilePiece } from '../formats/file-piece.js';
import type { MediaFacts } from '../formats/media-facts.js';
import { isolatedTask } from '../isolation/isolated-task.js';
import { JumpingClockError, UnreadableSourceError } from './media-errors.js';
import { withMediaFile } from './media-file.js';
import { ownFacts, piecesOf } from './own-facts.js';
import { otherFile } from './source-problems.js';

/** What is known of a file without FFmpeg. */
export interface OwnReading {
  /** Its first bytes. */
  readonly head: Uint8Array;
  readonly sizeBytes: number;
  /** None: it is of one piece. */
  readonly pieces: readonly FilePiece[];
  /** Of each piece, or of the file; null where ffprobe has to read them. */
  readonly facts: readonly (MediaFacts | null)[];
}

/** @throws UnreadableSourceError, VideoNotFoundError, JumpingClockError */
export function readOwnFacts(path: string): Promise<OwnReading> {
  return withMediaFile(path, async (media) => {
    const { head, sizeBytes } = media;
    const demuxer = demuxerOf(head);
    if (demuxer === null) throw new UnreadableSourceError(path, otherFile(head));
    const pieces = await piecesOf(media, demuxer);
    if (pieces === null) throw new JumpingClockError(path);
    const facts: (MediaFacts | null)[] = [];
    for (const piece of pieces.length > 0 ? pieces : [null]) {
      facts.push(await ownFacts(media, demuxer, piece));
    }
    return { head, sizeBytes, pieces, facts };
  });
}

/** A file whose clock starts again often costs 256 MB, which a slow share gives in half a minute. */
const TIMEOUT_MS = 60_000;

export const OWN_FACTS = isolatedTask('probe/own-reading.js', readOwnFacts, TIMEOUT_MS);
