import { EncodedPacket, type EncodedPacketSink } from 'mediabunny';
import type { AudioStream } from '../source/audio-stream.js';

/** The length of a packet of AAC at 48 kHz. */
export const PACKET_SECONDS = 1024 / 48_000;

/** A frame of AAC in stereo at 48 kHz, 21 bytes long, in a byte stream (ADTS); it ends with this byte. */
export const adtsFrame = (last: number) =>
  Buffer.concat([Buffer.from('fff14c8002bffc', 'hex'), Buffer.alloc(13), Buffer.of(last)]);

/** Its AudioSpecificConfig. */
export const AAC_DESCRIPTION = Uint8Array.of(0x11, 0x90);

/** Packets at these times, in memory; each ends with its number. */
export function packetsAt(times: readonly number[]): EncodedPacketSink {
  const packets = times.map(
    (time, i) => new EncodedPacket(adtsFrame(i), 'key', time, PACKET_SECONDS),
  );
  const answer = (packet: EncodedPacket | undefined) => Promise.resolve(packet ?? null);
  const sink: Partial<EncodedPacketSink> = {
    getFirstPacket: () => answer(packets[0]),
    getPacket: (time) => answer(packets.findLast(({ timestamp }) => timestamp <= time)),
    getNextPacket: (packet) => answer(packets[packets.indexOf(packet) + 1]),
  };
  return sink as EncodedPacketSink;
}

/** AAC with headers of its own, in so many packets from `begins` on. */
export function soundStream(
  begins: number,
  count: number,
  options: Partial<AudioStream> = {},
): AudioStream {
  const times = Array.from({ length: count }, (_, i) => begins + i * PACKET_SECONDS);
  return {
    ...{ packets: packetsAt(times), reopen: null, codec: 'aac', key: 'aac', copyable: true },
    ...{ sampleRate: 48_000, channels: 2 },
    config: { codec: 'mp4a.40.2', sampleRate: 48_000, numberOfChannels: 2 },
    ...options,
  };
}
