import type { OpenSource } from './open-source.js';
import { packetsFrom } from './packets-from.js';
import { checkSpan } from './check-span.js';
import { REORDER_LIMIT } from './rising-times.js';
import { firstFrameTime } from './video-stream.js';

/** A packet of video, without its content. */
export interface PacketSum {
  /** When it is shown, from the first frame of the file on. */
  seconds: number;
  bytes: number;
  /** {@link sumOf} its content. */
  sum: number;
}

/** Frames come out of order by less. */
const MARGIN_SECONDS = 1;

/**
 * The packets of a part of the video and those around it, in decode order, whatever their codec is.
 *
 * @param fromSeconds from the first frame of the file on, as `toSeconds`
 * @throws SmartCutNotPossible where the frames lie elsewhere than the file's facts say
 */
export async function packetSumsOf(
  source: OpenSource,
  fromSeconds: number,
  toSeconds: number,
): Promise<PacketSum[]> {
  const { packets } = source.video;
  const startSeconds = await firstFrameTime(source);
  await checkSpan({ source, packets, startSeconds });
  const sums: PacketSum[] = [];
  let after = 0;
  const first = await packets.getPacket(startSeconds + fromSeconds - MARGIN_SECONDS);
  for await (const { timestamp, data } of packetsFrom(source.video, first)) {
    const seconds = timestamp - startSeconds;
    sums.push({ seconds, bytes: data.length, sum: sumOf(data) });
    if (seconds > toSeconds + MARGIN_SECONDS && ++after > REORDER_LIMIT) break;
  }
  return sums;
}

const MODULUS = 65_521;
/** So many bytes can be added before the modulus, in whole numbers of 31 bits. */
const BLOCK_BYTES = 3800;

/** Adler-32 (RFC 1950) that begins with 0 instead of 1, as FFmpeg's `framecrc` writes it. */
export function sumOf(data: Uint8Array): number {
  let [a, b] = [0, 0];
  for (let at = 0; at < data.length; at += BLOCK_BYTES) {
    const end = Math.min(at + BLOCK_BYTES, data.length);
    for (let i = at; i < end; i++) {
      a += data[i]!;
      b += a;
    }
    a %= MODULUS;
    b %= MODULUS;
  }
  return b * 65_536 + a;
}

/**
 * Whether two packets have the same content. One may have the first zero of a start code (`00 00 00 01`) that the other
 * has in the next packet: FFmpeg divides streams of HEVC there. At the beginning, zeros do not change the sum.
 */
export function isAlike(one: PacketSum, other: PacketSum): boolean {
  const sums = [one, other].map(({ sum }) => [sum, withZero(sum)] as const);
  const [[a, aZero], [b, bZero]] = sums as [readonly [number, number], readonly [number, number]];
  return Math.abs(one.bytes - other.bytes) <= 1 && (a === b || a === bZero || aZero === b);
}

/** The sum of the same bytes and a zero. */
function withZero(sum: number): number {
  const a = sum % 65_536;
  return (((sum - a) / 65_536 + a) % MODULUS) * 65_536 + a;
}
