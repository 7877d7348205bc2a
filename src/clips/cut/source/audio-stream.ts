import { type AudioCodec, type EncodedPacket } from 'mediabunny';
import { SmartCutNotPossible } from '../cut-errors.js';
import type { OpenSource } from './open-source.js';
import { descriptionOf, EPSILON } from './video-stream.js';

/** AAC and MP3 below that have packets so long that copied sound is out of sync. */
const MIN_COPIED_RATE = 32000;

/** The audio of an open source. */
export interface AudioStream {
  packets: NonNullable<OpenSource['audio']>['packets'];
  codec: AudioCodec;
  sampleRate: number;
  channels: number;
  config: AudioDecoderConfig;
  /** Equal for streams whose packets can follow each other in one track. */
  key: string;
  /** Whether MP4 and every browser take the packets as they are. */
  copyable: boolean;
}

/** Null where there is no audio. */
export async function audioStreamOf({ audio }: OpenSource): Promise<AudioStream | null> {
  if (!audio || !(await audio.packets.getFirstPacket({ metadataOnly: true }))) return null;
  const codec = await audio.track.getCodec();
  const config = await audio.track.getDecoderConfig();
  if (!codec || !config) throw new SmartCutNotPossible('audio_codec');
  const { sampleRate, numberOfChannels: channels } = config;
  const description = Buffer.from(descriptionOf(config) ?? []).toString('hex');
  return {
    packets: audio.packets,
    ...{ codec, sampleRate, channels, config },
    key: [codec, config.codec, sampleRate, channels, description].join(),
    copyable: isPlayedEverywhere(codec, config.codec) && sampleRate >= MIN_COPIED_RATE,
  };
}

/** AAC-LC and HE-AAC by their codec strings (RFC 6381); the other kinds of AAC are rarely played. */
function isPlayedEverywhere(codec: AudioCodec, codecString: string): boolean {
  return codec === 'mp3' || /^mp4a\.40\.0?(2|5|29)$/.test(codecString);
}

/** The packets that begin between two instants of the file, and the one that sounds at the first. */
export async function* audioBetween(
  { packets }: AudioStream,
  from: number,
  to: number,
  options: { metadataOnly?: boolean } = {},
): AsyncGenerator<EncodedPacket> {
  const first =
    (await packets.getPacket(from + EPSILON, options)) ?? (await packets.getFirstPacket(options));
  if (!first) return;
  for await (const packet of packets.packets(first, undefined, options)) {
    if (packet.timestamp >= to) return;
    yield packet;
  }
}
