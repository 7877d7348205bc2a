/** 188 bytes a packet (ISO/IEC 13818-1), or 192 with the time code of Blu-ray and AVCHD in front. */
const PACKET_SIZES = [188, 192];
const MIN_PACKETS = 4;
const SYNC = 0x47;

/** A recording may begin inside a packet, so the row of packets may begin at any byte. */
export function isTransportStream(head: Uint8Array): boolean {
  return PACKET_SIZES.some((size) => {
    const lastStart = head.length - size * MIN_PACKETS;
    for (let start = 0; start <= lastStart; start++) {
      if (isRowOfPackets(head, start, size)) return true;
    }
    return false;
  });
}

/** adaptation_field_control 00 is reserved, so plain text does not pass the second test. */
function isRowOfPackets(head: Uint8Array, start: number, size: number): boolean {
  for (let at = start; at + 4 <= head.length; at += size) {
    if (head[at] !== SYNC || ((head[at + 3] ?? 0) & 0x30) === 0) return false;
  }
  return true;
}
