import type { ByteReader } from '../byte-reader.js';
import { REORDER_LIMIT } from '../file-times.js';
import { ordinary } from '../unusual.js';
import { CHUNK_BYTES, MAX_SEARCH_BYTES } from './head.js';
import { PACKET_BYTES } from './packets.js';
import { readPesStart } from './pes.js';
import type { ProgramStreams } from './program-streams.js';

/** The time stamps in the last part of a file, in ticks, unsorted. */
export interface Tail {
  readonly video: readonly number[];
  readonly audio: readonly number[];
}

/** Reads backwards from the end until it has the last pictures and the last audio. */
export async function readTail(reader: ByteReader, streams: ProgramStreams): Promise<Tail> {
  const tail = { video: [] as number[], audio: [] as number[] };
  const isComplete = () =>
    tail.video.length >= REORDER_LIMIT &&
    (tail.audio.length > 0 || streams.program?.audio === null);
  const last = reader.size - (reader.size % PACKET_BYTES);
  const limit = Math.max(0, last - MAX_SEARCH_BYTES);
  for (let end = last; end > limit && !isComplete();) {
    const start = Math.max(limit, end - CHUNK_BYTES);
    for (const packet of streams.packetsIn(await reader.bytes(start, end - start))) {
      const pts = packet.begins ? readPesStart(packet.payload).pts : null;
      if (pts !== null) tail[packet.kind].push(pts);
    }
    end = start;
  }
  ordinary(isComplete() || limit === 0);
  return tail;
}
