import type { FileHandle } from 'node:fs/promises';
import { MAX_READS, MAX_TOTAL_BYTES } from '../../src/formats/bounded-reader.js';
import type { Demuxer } from '../../src/formats/demuxer.js';
import type { FilePiece } from '../../src/formats/file-piece.js';
import { isSpan } from '../../src/formats/file-times.js';
import type { MediaFacts } from '../../src/formats/media-facts.js';
import { ownFacts } from '../../src/probe/own-facts.js';

/** A file in memory that counts the bytes that are read. */
export class CountedFile {
  reads = 0;
  bytes = 0;

  constructor(private readonly content: Buffer) {}

  read(target: Buffer, offset: number, length: number, position: number) {
    this.reads++;
    this.bytes += length;
    const bytesRead = this.content.copy(target, offset, position, position + length);
    return Promise.resolve({ buffer: target, bytesRead });
  }
}

/**
 * Reads the facts of hostile bytes in process. Throws where that costs more than is promised, or gives anything that is
 * no number. Null: ffprobe has to read them.
 */
export async function readFacts(
  content: Buffer,
  demuxer: Demuxer,
  piece: FilePiece | null = null,
): Promise<MediaFacts | null> {
  const file = new CountedFile(content);
  const media = { file: file as unknown as FileHandle, sizeBytes: content.length };
  const facts = await ownFacts(media, demuxer, piece);
  if (file.reads > MAX_READS) throw new Error(`${file.reads} reads`);
  if (file.bytes > MAX_TOTAL_BYTES) throw new Error(`${file.bytes} bytes were read`);
  if (facts && !isOrderly(facts)) throw new Error(`facts ${JSON.stringify(facts)}`);
  return facts;
}

function isOrderly({ startTimeSeconds, video }: MediaFacts): boolean {
  return (
    Number.isFinite(startTimeSeconds) &&
    isSpan(video!.startTimeSeconds, video!.endTimeSeconds!) &&
    video!.frameRate! > 0 &&
    video!.codec === 'h264' &&
    video!.fieldOrder === 'progressive'
  );
}
