import { ordinary } from '../unusual.js';

/** Bytes of a transport stream packet (ISO/IEC 13818-1, 2.4.3.2). */
export const PACKET_BYTES = 188;
/** The first of them. */
export const SYNC = 0x47;
const HEADER_BYTES = 4;

export interface Packet {
  readonly pid: number;
  /** Whether a PES packet or a section begins in it. */
  readonly begins: boolean;
  readonly payload: Buffer;
}

/** What a packet says, whether that makes sense or not. */
export interface UncheckedPacket extends Omit<Packet, 'payload'> {
  readonly isScrambled: boolean;
  /** Of the adaptation field. */
  readonly fieldBytes: number;
  /** Null where it has none. */
  readonly payload: Buffer | null;
}

export function readPacket(packet: Buffer): UncheckedPacket {
  const [first, second, flags] = [packet[1]!, packet[2]!, packet[3]!];
  const fieldBytes = flags & 0x20 ? 1 + packet[4]! : 0;
  return {
    pid: ((first & 0x1f) << 8) | second,
    begins: (first & 0x40) !== 0,
    isScrambled: (flags & 0xc0) !== 0,
    fieldBytes,
    payload: flags & 0x10 ? packet.subarray(HEADER_BYTES + fieldBytes) : null,
  };
}

/** The packets with a payload among bytes that begin with a packet; an incomplete one at the end is not. */
export function* packetsIn(bytes: Buffer): Generator<Packet> {
  for (let at = 0; at + PACKET_BYTES <= bytes.length; at += PACKET_BYTES) {
    const packet = bytes.subarray(at, at + PACKET_BYTES);
    const { pid, begins, isScrambled, fieldBytes, payload } = readPacket(packet);
    const isDamaged = (packet[1]! & 0x80) !== 0;
    ordinary(packet[0] === SYNC && !isDamaged && !isScrambled);
    ordinary(payload ? payload.length > 0 : fieldBytes > 0);
    if (payload) yield { pid, begins, payload };
  }
}
