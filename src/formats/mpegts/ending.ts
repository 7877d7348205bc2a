import type { Ending } from '../demuxer.js';
import { PACKET_BYTES, SYNC } from './packets.js';

/** Lengths of a packet: MPEG-TS, and with the time code of m2ts in front. */
const STRIDES = [PACKET_BYTES, PACKET_BYTES + 4];

/** Enough to contain the last packet of video. */
export const TAIL_BYTES = 1024 * 1024;

/**
 * How an MPEG-TS file ends. Pictures in MPEG-TS do not say how long they are, but the last packet of one
 * is filled up with stuffing, unless the picture fits exactly (one in 184): then it is `doubtful`.
 *
 * @param bytes the end of the file
 */
export function endingOf(bytes: Uint8Array, videoPid: number): Ending {
  const stride = STRIDES.find((length) => syncOffset(bytes, length) !== null);
  if (stride === undefined) return 'torn';
  const first = syncOffset(bytes, stride)!;
  const count = Math.floor((bytes.length - first - PACKET_BYTES) / stride) + 1;
  if (first + (count - 1) * stride + PACKET_BYTES !== bytes.length) return 'torn';
  for (let i = count - 1; i >= 0; i--) {
    const packet = bytes.subarray(first + i * stride, first + i * stride + PACKET_BYTES);
    const pid = ((packet[1]! & 0x1f) << 8) | packet[2]!;
    if (pid === videoPid) return hasStuffing(packet) ? 'whole' : 'doubtful';
  }
  return 'doubtful';
}

/** Where the first of a row of packets begins that reaches to the end. */
function syncOffset(bytes: Uint8Array, stride: number): number | null {
  for (let offset = 0; offset < stride; offset++) {
    let at = offset;
    while (at < bytes.length && bytes[at] === SYNC) at += stride;
    if (at >= bytes.length) return offset;
  }
  return null;
}

/** Whether the adaptation field (2.4.3.4) is longer than its content, to fill the packet. */
function hasStuffing(packet: Uint8Array): boolean {
  const hasField = (packet[3]! & 0x20) !== 0;
  if (!hasField) return false;
  const length = packet[4]!;
  const flags = length > 0 ? packet[5]! : 0;
  let used = length > 0 ? 1 : 0;
  if (flags & 0x10) used += 6; // PCR
  if (flags & 0x08) used += 6; // OPCR
  if (flags & 0x04) used += 1; // splice countdown
  return length === 0 || length > used;
}
