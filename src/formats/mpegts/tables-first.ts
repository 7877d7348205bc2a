import type { BlockingReader } from '../byte-reader.js';
import { type ByteRange, readerOfPiece } from '../file-piece.js';
import { CHUNK_BYTES, MAX_SEARCH_BYTES } from './head.js';
import { PACKET_BYTES, packetsIn } from './packets.js';
import { PAT_PID, readProgramAssociation, readProgramMap } from './tables.js';

/**
 * A stream whose tables come after its first pictures or sound, with a copy of the tables at its beginning: the library
 * ignores what precedes them, and FFmpeg does not. Null where nothing precedes them, or where they are not in the first
 * four megabytes. Throws `Unusual`, or a RangeError.
 */
export function tablesFirst(reader: BlockingReader): BlockingReader | null {
  const before = lateTables(reader);
  return before && readerOfPiece(reader, { before, fromByte: 0, toByte: reader.size });
}

/** The packets of the first tables; null where no packet of their streams precedes them, or they are not found. */
function lateTables(reader: BlockingReader): ByteRange[] | null {
  const before = new Set<number>();
  let association: { range: ByteRange; mapPid: number } | null = null;
  for (let at = 0; at < Math.min(reader.size, MAX_SEARCH_BYTES); at += CHUNK_BYTES) {
    const chunk = reader.bytes(at, Math.min(CHUNK_BYTES, reader.size - at));
    for (let start = 0; start + PACKET_BYTES <= chunk.length; start += PACKET_BYTES) {
      const [packet] = packetsIn(chunk.subarray(start, start + PACKET_BYTES));
      if (!packet) continue;
      const { pid, payload } = packet;
      if (pid === PAT_PID) {
        association ??= { range: packetAt(at + start), mapPid: readProgramAssociation(payload) };
      } else if (pid === association?.mapPid) {
        const { video, audio } = readProgramMap(payload);
        const isLate = before.has(video.pid) || (audio !== null && before.has(audio.pid));
        return isLate ? [association.range, packetAt(at + start)] : null;
      } else before.add(pid);
    }
  }
  return null;
}

function packetAt(fromByte: number): ByteRange {
  return { fromByte, toByte: fromByte + PACKET_BYTES };
}
