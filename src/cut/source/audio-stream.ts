import type { AudioCodec, EncodedPacket } from 'mediabunny';
import { SmartCutNotPossible } from '../cut-errors.js';
import type { OpenSource } from './open-source.js';
import { packetsFrom, type PacketTrack } from './packets-from.js';
import { descriptionOf, EPSILON } from './video-stream.js';

/** At lower rates, packets of AAC and MP3 are so long that copied audio is out of sync. */
const MIN_COPIED_RATE = 32_000;

/** The audio of an open source. */
export interface AudioStream extends PacketTrack {
  /** Null where only FFmpeg may know it. */
  codec: AudioCodec | null;
  sampleRate: number;
  channels: number;
  config: AudioDecoderConfig | null;
  /** Equal for streams whose packets can follow each other in one track. */
  key: string;
  /** Whether MP4 and every browser take the packets as they are. */
  copyable: boolean;
}

/** Null where there is none. Throws `SmartCutNotPossible` where only FFmpeg finds one. */
export async function audioStreamOf({ audio, facts }: OpenSource): Promise<AudioStream | null> {
  if (!audio || !(await audio.packets.getFirstPacket({ metadataOnly: true }))) {
    if (facts?.audio) throw new SmartCutNotPossible('audio_track');
    return null;
  }
  const { packets, reopen, track } = audio;
  const config = await track.getDecoderConfig();
  const codec = config && (await track.getCodec());
  const sampleRate = await track.getSampleRate();
  const channels = await track.getNumberOfChannels();
  const description = Buffer.from((config && descriptionOf(config)) ?? []).toString('hex');
  return {
    ...{ packets, reopen, codec, sampleRate, channels, config },
    key: [codec, config?.codec, sampleRate, channels, description].join(),
    copyable: isPlayedEverywhere(codec, config?.codec ?? '') && sampleRate >= MIN_COPIED_RATE,
  };
}

/** AAC-LC and HE-AAC by their codec strings (RFC 6381); the other kinds of AAC are rarely played. */
function isPlayedEverywhere(codec: AudioCodec | null, codecString: string): boolean {
  return codec === 'mp3' || /^mp4a\.40\.0?(2|5|29)$/.test(codecString);
}

/** The packets that begin between two instants of the file, and the one that is heard at the first. */
export async function* audioBetween(
  stream: AudioStream,
  from: number,
  to: number,
  options: { metadataOnly?: boolean } = {},
): AsyncGenerator<EncodedPacket> {
  const first = await stream.packets.getPacket(from + EPSILON, options);
  for await (const packet of packetsFrom(stream, first, options)) {
    if (packet.timestamp >= to) return;
    yield packet;
  }
}

/** Samples in a packet: MP3; AAC; AAC with spectral band replication. */
const PACKET_SAMPLES = [1152, 1024, 2048];

/**
 * Length of the packets that begin at these times, in seconds. Exact, though containers round times to
 * milliseconds; null where the times do not fit any.
 */
export function packetLength(times: readonly number[], sampleRate: number): number | null {
  const mean = (times.at(-1)! - times[0]!) / (times.length - 1);
  const lengths = PACKET_SAMPLES.map((samples) => samples / sampleRate);
  return lengths.find((length) => Math.abs(mean / length - 1) < 0.05) ?? null;
}
