import type { ByteReader } from '../byte-reader.js';
import { HEAD_BYTES } from '../signature.js';
import { PACKET_BYTES, SYNC } from './packets.js';

/** How the packets of a file follow each other. */
export interface PacketLayout {
  /** Bytes from one packet to the next. */
  readonly stride: number;
  /** Bytes before each packet: the time code of m2ts. */
  readonly prefix: number;
}

/** Where a packet lies in the file, with what is before it, and its 188 bytes. */
export interface SyncedPacket {
  readonly at: number;
  readonly bytes: Buffer;
}

const LAYOUTS: readonly PacketLayout[] = [
  { stride: PACKET_BYTES, prefix: 0 },
  { stride: PACKET_BYTES + 4, prefix: 4 },
];
/** So many packets in a row show where packets begin. */
const ROW = 4;

/** Null where there is no row of packets at the beginning. */
export async function layoutOf(reader: ByteReader): Promise<PacketLayout | null> {
  const head = await reader.bytes(0, Math.min(HEAD_BYTES, reader.size));
  return LAYOUTS.find(({ stride }) => rowFrom(head, 0, stride) < stride) ?? null;
}

/**
 * The packets among some bytes, whose first one may lie anywhere: a recorder that lost its power leaves half
 * a packet, and what is appended to the file begins behind it.
 *
 * @param at where the bytes lie in the file
 * @returns where the first packet begins that is not complete
 */
export function* syncedPackets(
  bytes: Buffer,
  at: number,
  { stride, prefix }: PacketLayout,
): Generator<SyncedPacket, number> {
  let position = rowFrom(bytes, prefix, stride);
  while (position + PACKET_BYTES <= bytes.length) {
    const next = position + stride;
    if (bytes[position] !== SYNC || (next < bytes.length && bytes[next] !== SYNC)) {
      const row = rowFrom(bytes, position + 1, stride);
      // The packet is whole if the next one follows it directly, though not in the same row.
      if (bytes[position] === SYNC && row >= next) yield packetAt(bytes, position, at, prefix);
      position = row;
      continue;
    }
    yield packetAt(bytes, position, at, prefix);
    position = next;
  }
  return at + Math.min(position, bytes.length) - prefix;
}

function packetAt(bytes: Buffer, position: number, at: number, prefix: number): SyncedPacket {
  return {
    at: at + position - prefix,
    bytes: bytes.subarray(position, position + PACKET_BYTES),
  };
}

/** Where a row of packets begins, from a position on; at the end of the bytes a row may be shorter. */
function rowFrom(bytes: Buffer, from: number, stride: number): number {
  for (let start = from; start < bytes.length; start++) {
    let isRow = true;
    for (let i = 0; i < ROW && isRow; i++) {
      const at = start + i * stride;
      isRow = at >= bytes.length || bytes[at] === SYNC;
    }
    if (isRow) return start;
  }
  return bytes.length;
}
