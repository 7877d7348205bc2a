import type { BlockingReader } from '../byte-reader.js';
import { CHUNK_BYTES, MAX_SEARCH_BYTES } from './head.js';
import { PACKET_BYTES, packetsIn } from './packets.js';
import { PAT_PID, readProgramAssociation, readProgramMap } from './tables.js';

/**
 * A stream whose tables come after its first pictures or sound, with a copy of the tables at its beginning: the library
 * ignores what precedes them, and FFmpeg does not. Null where nothing precedes them, or where they are not in the first
 * four megabytes. Throws `Unusual`, or a RangeError.
 */
export function tablesFirst(reader: BlockingReader): BlockingReader | null {
  const tables = lateTables(reader);
  if (!tables) return null;
  const { length } = tables;
  return {
    size: length + reader.size,
    bytes(start, count) {
      const end = start + count;
      if (start >= length) return reader.bytes(start - length, count);
      if (end <= length) return tables.subarray(start, end);
      return Buffer.concat([tables.subarray(start), reader.bytes(0, end - length)]);
    },
  };
}

/** The packets of the first tables; null where no packet of their streams precedes them, or they are not found. */
function lateTables(reader: BlockingReader): Buffer | null {
  const before = new Set<number>();
  let association: { packet: Buffer; mapPid: number } | null = null;
  for (let at = 0; at < Math.min(reader.size, MAX_SEARCH_BYTES); at += CHUNK_BYTES) {
    const chunk = reader.bytes(at, Math.min(CHUNK_BYTES, reader.size - at));
    for (let start = 0; start + PACKET_BYTES <= chunk.length; start += PACKET_BYTES) {
      const bytes = chunk.subarray(start, start + PACKET_BYTES);
      const [packet] = packetsIn(bytes);
      if (!packet) continue;
      const { pid, payload } = packet;
      if (pid === PAT_PID) {
        association ??= { packet: Buffer.from(bytes), mapPid: readProgramAssociation(payload) };
      } else if (pid === association?.mapPid) {
        const { video, audio } = readProgramMap(payload);
        const isLate = before.has(video.pid) || (audio !== null && before.has(audio.pid));
        return isLate ? Buffer.concat([association.packet, bytes]) : null;
      } else before.add(pid);
    }
  }
  return null;
}
