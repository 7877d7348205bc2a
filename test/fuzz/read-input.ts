import type { FileHandle } from 'node:fs/promises';
import type { BlockingReader } from '../../src/formats/byte-reader.js';
import { demuxerOf } from '../../src/formats/demuxers.js';
import type { PacketReading } from '../../src/formats/demuxer.js';
import { HEAD_BYTES } from '../../src/formats/signature.js';
import { piecesOf } from '../../src/probe/own-facts.js';
import { CountedFile, readFacts } from '../support/read-facts.js';

/** What became of an input: its format is not known, ffprobe has to read it, or its facts were read. */
export type Reading = 'unknown' | 'unusual' | 'read';

const SEGMENT = { fromSeconds: 0.5, toSeconds: 2 };
/** The cutter reads longer ones too, but is only ended at its deadline, which `cut-inputs.ts` tests. */
const MOST_INDEX_BYTES = 4 * 1024 * 1024;
const TRACK_IDS = [1, 2, 256];

/** Reads an input by everything that reads its format in process. Throws where a reader breaks a promise. */
export async function readInput(bytes: Buffer): Promise<Reading> {
  const demuxer = demuxerOf(bytes.subarray(0, HEAD_BYTES));
  if (!demuxer) return 'unknown';
  const file = new CountedFile(bytes) as unknown as FileHandle;
  const pieces = (await piecesOf({ file, sizeBytes: bytes.length }, demuxer)) ?? [];
  const facts = await readFacts(bytes, demuxer);
  for (const piece of pieces.slice(0, 3)) await readFacts(bytes, demuxer, piece);
  if (demuxer.packets && bytes.length <= MOST_INDEX_BYTES) await readIndex(bytes, demuxer.packets);
  return facts ? 'read' : 'unusual';
}

/** What the cutter reads of a file besides its packets. */
async function readIndex(bytes: Buffer, reading: PacketReading): Promise<void> {
  const reader = strictReaderOf(bytes);
  await orRefused(() => reading.readableSize?.(reader));
  await orRefused(() => reading.misreadingOf?.(reader));
  await orRefused(() => reading.indexesEnd?.(reader));
  await orRefused(() => reading.viewOf?.(reader, SEGMENT, 1));
  for (const id of TRACK_IDS) {
    await orRefused(() => reading.placesOf?.(reader, id));
    await orRefused(() => reading.endingOf?.(reader, id));
  }
}

/** The cutter refuses a file for any error of these: what counts is that they end, and what they cost. */
async function orRefused(read: () => unknown): Promise<void> {
  await Promise.resolve()
    .then(read)
    .catch(() => {});
}

/** As a file answers, in memory. */
function strictReaderOf(bytes: Buffer): BlockingReader {
  return {
    size: bytes.length,
    bytes(start, length) {
      if (!(start >= 0 && length >= 0 && start + length <= bytes.length))
        throw new RangeError('The file has no such bytes.');
      return bytes.subarray(start, start + length);
    },
  };
}
