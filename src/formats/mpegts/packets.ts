import { ordinary } from '../unusual.js';

/** Bytes of a transport stream packet (ISO/IEC 13818-1, 2.4.3.2). */
export const PACKET_BYTES = 188;
const SYNC = 0x47;

export interface Packet {
  readonly pid: number;
  /** Whether a PES packet or a section begins in it. */
  readonly begins: boolean;
  readonly payload: Buffer;
}

/** The packets with a payload among bytes that begin with a packet; an incomplete one at the end is not. */
export function* packetsIn(bytes: Buffer): Generator<Packet> {
  for (let at = 0; at + PACKET_BYTES <= bytes.length; at += PACKET_BYTES) {
    const [sync, first, second, flags] = bytes.subarray(at, at + 4) as unknown as number[];
    const damaged = (first! & 0x80) !== 0;
    const scrambled = (flags! & 0xc0) !== 0;
    ordinary(sync === SYNC && !damaged && !scrambled && (flags! & 0x30) !== 0);
    if (!(flags! & 0x10)) continue;
    const fieldBytes = flags! & 0x20 ? 1 + bytes[at + 4]! : 0;
    ordinary(fieldBytes < PACKET_BYTES - 4);
    yield {
      pid: ((first! & 0x1f) << 8) | second!,
      begins: (first! & 0x40) !== 0,
      payload: bytes.subarray(at + 4 + fieldBytes, at + PACKET_BYTES),
    };
  }
}
