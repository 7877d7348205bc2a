import type { ByteReader } from '../byte-reader.js';
import { REORDER_LIMIT } from '../file-times.js';
import { ordinary } from '../unusual.js';
import { CHUNK_BYTES, MAX_SEARCH_BYTES } from './head.js';
import { PACKET_BYTES } from './packets.js';
import { readPesStart } from './pes.js';
import type { ProgramStreams } from './program-streams.js';

/** The time stamps of the last pictures of a file, in ticks, unsorted: it is read backwards from its end. */
export async function readTail(reader: ByteReader, streams: ProgramStreams): Promise<number[]> {
  const times: number[] = [];
  const isComplete = () => times.length >= REORDER_LIMIT;
  const last = reader.size - (reader.size % PACKET_BYTES);
  const limit = Math.max(0, last - MAX_SEARCH_BYTES);
  for (let end = last; end > limit && !isComplete();) {
    const start = Math.max(limit, end - CHUNK_BYTES);
    for (const { kind, begins, payload } of streams.packetsIn(
      await reader.bytes(start, end - start),
    )) {
      const pts = begins && kind === 'video' ? readPesStart(payload).pts : null;
      if (pts !== null) times.push(pts);
    }
    end = start;
  }
  ordinary(isComplete() || limit === 0);
  return times;
}
