import { ordinary } from '../unusual.js';

/** Ticks a second of the time stamps. */
export const CLOCK = 90_000;
/** Time stamps have 33 bits. */
export const WRAP = 2 ** 33;

export interface PesStart {
  /** Null where it has none. */
  readonly pts: number | null;
  /** What follows the header in the packet that it begins in. */
  readonly data: Buffer;
}

/** The beginning of a PES packet of video or audio (ISO/IEC 13818-1, 2.4.3.6). */
export function readPesStart(payload: Buffer): PesStart {
  ordinary(payload.readUIntBE(0, 3) === 1 && (payload.readUInt8(6) & 0xc0) === 0x80);
  const scrambled = (payload.readUInt8(6) & 0x30) !== 0;
  const length = payload.readUInt8(8);
  ordinary(!scrambled && 9 + length <= payload.length);
  const hasPts = (payload.readUInt8(7) & 0x80) !== 0;
  ordinary(!hasPts || length >= 5);
  return { pts: hasPts ? readTimestamp(payload, 9) : null, data: payload.subarray(9 + length) };
}

/** Whether a PES packet is of video, by its stream id (2.4.3.7). */
export function isVideo(payload: Buffer): boolean {
  return ((payload[3] ?? 0) & 0xf0) === 0xe0;
}

/** 3, 15 and 15 bits, each followed by a marker bit. */
function readTimestamp(bytes: Buffer, at: number): number {
  const [high, middle, low] = [bytes[at]!, bytes.readUInt16BE(at + 1), bytes.readUInt16BE(at + 3)];
  ordinary((high & middle & low & 1) === 1);
  return ((high >> 1) & 7) * 2 ** 30 + (middle >> 1) * 2 ** 15 + (low >> 1);
}

/**
 * When the frame that a packet begins with is decoded, in ticks, or shown where the packet has no other time;
 * null where no PES packet with a time begins.
 */
export function decodingTime(payload: Buffer): number | null {
  if (payload.length < 14 || payload.readUIntBE(0, 3) !== 1) return null;
  if ((payload[6]! & 0xc0) !== 0x80) return null;
  const times = payload[7]! >> 6;
  if (times < 2) return null;
  const at = times === 3 ? 14 : 9;
  const isWhole =
    at + 5 <= payload.length && (payload[at]! & payload[at + 2]! & payload[at + 4]! & 1) === 1;
  return isWhole ? readTimestamp(payload, at) : null;
}

/** How much later one time is than another, in ticks; negative: earlier. The clock wraps around. */
export function ticksBetween(earlier: number, later: number): number {
  const ticks = (((later - earlier) % WRAP) + WRAP) % WRAP;
  return ticks > WRAP / 2 ? ticks - WRAP : ticks;
}
