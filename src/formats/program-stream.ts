import type { Demuxer } from './demuxer.js';
import { startsWith } from './signature.js';

/**
 * MPEG program streams (ISO/IEC 13818-1, 2.5), also behind the header of a recorder: `IMKH` and 36 bytes of
 * Hikvision, which tell FFmpeg that the sound is G.711, or the rest of a packet.
 */
export const mpeg: Demuxer = {
  name: 'mpeg',
  matches: isProgramStream,
  ...{ hasDurations: false, readFacts: null, packets: null },
};

const PACK = '\x00\x00\x01\xba';

function isProgramStream(head: Uint8Array): boolean {
  if (startsWith(head, PACK)) return true;
  return head.some((byte, at) => byte === 0 && isPack(head, at));
}

/** A pack header with the beginning of what follows it, by its length. */
function isPack(head: Uint8Array, at: number): boolean {
  const length = startsWith(head, PACK, at) ? packLength(head.subarray(at)) : null;
  if (length === null || !startsWith(head, '\x00\x00\x01', at + length)) return false;
  return (head[at + length + 3] ?? 0) >= FIRST_STREAM;
}

/** The system header; programs, audio, video and private streams have higher numbers. */
const FIRST_STREAM = 0xbb;

/** Of MPEG-2 or MPEG-1. */
function packLength(pack: Uint8Array): number | null {
  const [mark = 0, stuffing = 0] = [pack[4], pack[13]];
  if ((mark & 0xc4) === 0x44) return 14 + (stuffing & 7);
  return (mark & 0xf1) === 0x21 ? 12 : null;
}
