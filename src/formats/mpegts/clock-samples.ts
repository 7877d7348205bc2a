import type { ByteReader } from '../byte-reader.js';
import { readPacket } from './packets.js';
import { decodingTime, isVideo, ticksBetween } from './pes.js';
import { type PacketLayout, syncedPackets } from './synced-packets.js';

/** The time of a frame somewhere in a file. */
export interface Sample {
  readonly atByte: number;
  readonly pid: number;
  readonly ticks: number;
}

/** Two samples that follow each other. */
export type Stretch = readonly [Sample, Sample];

const CHUNK_BYTES = 64 * 1024;
/** Enough for a keyframe of 4K. */
const MAX_CHUNKS = 16;
/** Where time rises by less than a fourth of what the bytes suggest, it may have jumped back in between. */
const SLOW = 1 / 4;
/** The activity in the picture changes the rate too, so only the slowest of such stretches are looked into. */
const MAX_SLOW = 4;

/** The first frame of video that begins at some place or after it; null where none is near. */
export async function sampleAt(
  reader: ByteReader,
  layout: PacketLayout,
  place: number,
): Promise<Sample | null> {
  let at = place;
  for (let chunk = 0; chunk < MAX_CHUNKS && at < reader.size; chunk++) {
    const bytes = await reader.bytes(at, Math.min(CHUNK_BYTES, reader.size - at));
    const packets = syncedPackets(bytes, at, layout);
    let next = packets.next();
    for (; !next.done; next = packets.next()) {
      const sample = videoSample(next.value.at, next.value.bytes);
      if (sample) return sample;
    }
    if (next.value <= at) return null;
    at = next.value;
  }
  return null;
}

/** Null where no frame of video with a time begins in the packet. */
function videoSample(atByte: number, packet: Buffer): Sample | null {
  const { pid, begins, payload } = readPacket(packet);
  const ticks = begins && payload && isVideo(payload) ? decodingTime(payload) : null;
  return ticks === null ? null : { atByte, pid, ticks };
}

/** Whether time only rises from one sample to the other, in the same stream. */
export function isRising([from, to]: Stretch): boolean {
  return from.pid === to.pid && ticksBetween(from.ticks, to.ticks) >= 0;
}

/** How fast time rises, in ticks a byte. */
export function rateOf([from, to]: Stretch): number {
  return ticksBetween(from.ticks, to.ticks) / (to.atByte - from.atByte);
}

/** The stretches in which time may have jumped back. */
export function suspectsAmong(samples: readonly Sample[]): Stretch[] {
  const stretches = samples.slice(1).map((to, index): Stretch => [samples[index]!, to]);
  const rates = stretches
    .filter(isRising)
    .map(rateOf)
    .sort((a, b) => a - b);
  const usual = rates[rates.length >> 1] ?? 0;
  const slow = stretches
    .filter((stretch) => isRising(stretch) && rateOf(stretch) < SLOW * usual)
    .sort((a, b) => rateOf(a) - rateOf(b));
  return [...stretches.filter((stretch) => !isRising(stretch)), ...slow.slice(0, MAX_SLOW)];
}
