import {
  ADTS,
  type AudioCodec,
  type EncodedPacket,
  EncodedPacketSink,
  FilePathSource,
  Input,
} from 'mediabunny';
import type { AudioFormat as TrackFormat } from '../../formats/isobmff/write-sample-entry.js';
import type { Sample } from '../../formats/isobmff/write-sample-table.js';
import { type AdtsFrame, readAdts } from '../../formats/adts.js';
import { type AudioRun, planCopiedAudio, type SegmentAudio } from './audio-plan.js';
import { SmartCutNotPossible } from '../cut-errors.js';
import type { SourceRun } from '../plan/clip-line.js';
import { packetsFrom } from '../source/packets-from.js';
import {
  audioBetween,
  type AudioStream,
  audioStreamOf,
  packetLength,
} from '../source/audio-stream.js';
import { descriptionOf } from '../source/video-stream.js';

interface AudioFormat extends TrackFormat {
  /** Whether each packet has a header of its own (ADTS), which MP4 keeps elsewhere. */
  hasHeaders: boolean;
}

/** The audio of a clip: packets that follow each other without a gap, from 0 on. */
export interface ClipAudio {
  format: AudioFormat;
  /** There are no more packets than this. */
  maxPackets: number;
  samples(): AsyncGenerator<Sample>;
}

/** The audio of each part (null: it has none), and which packets of it to copy (null: none, encode it). */
export interface AudioPlan {
  streams: (AudioStream | null)[];
  runs: AudioRun[] | null;
}

/** Null where no part has audio. */
export async function planAudio(parts: readonly SourceRun[]): Promise<AudioPlan | null> {
  const streams = await Promise.all(parts.map(({ source }) => audioStreamOf(source)));
  if (!streams.some((stream) => stream !== null)) return null;
  const audios = await Promise.all(parts.map((part, i) => audioOf(part, streams[i]!)));
  return { streams, runs: planCopiedAudio(audios) };
}

async function audioOf(
  { shiftSeconds: shift, fromSeconds, toSeconds }: SourceRun,
  stream: AudioStream | null,
): Promise<SegmentAudio | null> {
  if (!stream?.copyable) return null;
  const times: number[] = [];
  const packets = audioBetween(stream, fromSeconds - shift, toSeconds - shift, {
    metadataOnly: true,
  });
  for await (const { timestamp } of packets) times.push(timestamp + shift);
  const packetSeconds = packetLength(times, stream.sampleRate);
  return packetSeconds === null ? null : { key: stream.key, packetSeconds, times, toSeconds };
}

export async function copiedAudio(
  parts: readonly SourceRun[],
  streams: readonly AudioStream[],
  runs: readonly AudioRun[],
): Promise<ClipAudio> {
  const [{ codec, config, packets }] = streams as [AudioStream];
  const format = formatOf(codec, config!, (await packets.getFirstPacket())!);
  return {
    format,
    maxPackets: runs.reduce((sum, { count }) => sum + count, 0),
    async *samples() {
      let position = 0;
      for (const [i, { first, count, packetSeconds }] of runs.entries()) {
        const { shiftSeconds: shift, fromSeconds, toSeconds } = parts[i]!;
        let index = 0;
        const [from, to] = [fromSeconds - shift, toSeconds - shift];
        for await (const packet of audioBetween(streams[i]!, from, to)) {
          if (index >= first + count) break;
          if (index++ < first) continue;
          yield { time: position, duration: packetSeconds, ...audioSampleOf(format, packet) };
          position += packetSeconds;
        }
      }
    },
  };
}

/** Encoded AAC read from a file (ADTS), without its first packet, which only primes the decoder. */
export async function encodedAudio(path: string, durationSeconds: number): Promise<ClipAudio> {
  const input = new Input({ source: new FilePathSource(path), formats: [ADTS] });
  const track = await input.getPrimaryAudioTrack();
  const config = await track?.getDecoderConfig();
  if (!track || !config) throw new Error('the encoded audio is empty');
  const packets = new EncodedPacketSink(track);
  const first = await packets.getFirstPacket();
  const packetSeconds = first!.duration;
  const format = formatOf('aac', config, first!);
  return {
    format,
    maxPackets: Math.ceil(durationSeconds / packetSeconds) + 1,
    async *samples() {
      const second = await packets.getNextPacket(first!);
      if (!second) return;
      for await (const packet of packetsFrom({ packets, reopen: null }, second)) {
        const time = packet.timestamp - packetSeconds;
        if (time >= durationSeconds) break;
        yield { time, duration: packetSeconds, ...audioSampleOf(format, packet) };
      }
    },
  };
}

/** @param first a packet, which has what the container does not say */
function formatOf(
  codec: AudioCodec | null,
  config: AudioDecoderConfig,
  first: EncodedPacket,
): AudioFormat {
  const { sampleRate, numberOfChannels: channels } = config;
  const common = { sampleRate, channels };
  if (codec === 'mp3') return { ...common, codec, description: null, hasHeaders: false };
  const description = descriptionOf(config);
  if (description) return { ...common, codec: 'aac', description, hasHeaders: false };
  return { ...common, codec: 'aac', description: adts(first).description, hasHeaders: true };
}

/** Decoding of audio can begin at every packet. */
function audioSampleOf(
  { hasHeaders }: AudioFormat,
  packet: EncodedPacket,
): Pick<Sample, 'isKey' | 'data'> {
  return { isKey: true, data: hasHeaders ? adts(packet).data : packet.data };
}

function adts({ data }: EncodedPacket): AdtsFrame {
  const frame = readAdts(data);
  if (!frame) throw new SmartCutNotPossible('audio_codec');
  return frame;
}
