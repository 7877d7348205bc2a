import {
  ADTS,
  type AudioCodec,
  type EncodedPacket,
  EncodedPacketSink,
  FilePathSource,
  Input,
} from 'mediabunny';
import { type AudioRun, planCopiedAudio, type SegmentAudio } from './audio-plan.js';
import type { PlannedSegment } from './cut-planner.js';
import { packetsFrom } from './source/packets-from.js';
import {
  audioBetween,
  type AudioStream,
  audioStreamOf,
  packetLength,
} from './source/audio-stream.js';

/** The audio of a clip: packets that follow each other without a gap, from 0 on. */
export interface ClipAudio {
  codec: AudioCodec;
  config: AudioDecoderConfig;
  /** There are no more than that. */
  maxPackets: number;
  packets(): AsyncGenerator<EncodedPacket>;
}

/** The audio of each segment, null where it has none; and what of it to copy, null where nothing. */
export interface AudioPlan {
  streams: (AudioStream | null)[];
  runs: AudioRun[] | null;
}

/** Null where no segment has audio. */
export async function planAudio(segments: readonly PlannedSegment[]): Promise<AudioPlan | null> {
  const streams = await Promise.all(segments.map(({ stream }) => audioStreamOf(stream.source)));
  if (!streams.some((stream) => stream !== null)) return null;
  const audios = await Promise.all(segments.map((segment, i) => audioOf(segment, streams[i]!)));
  return { streams, runs: planCopiedAudio(audios) };
}

async function audioOf(
  { shift, startsAt, endsAt }: PlannedSegment,
  stream: AudioStream | null,
): Promise<SegmentAudio | null> {
  if (!stream?.copyable) return null;
  const times: number[] = [];
  const packets = audioBetween(stream, startsAt - shift, endsAt - shift, { metadataOnly: true });
  for await (const { timestamp } of packets) times.push(timestamp + shift);
  const packetSeconds = packetLength(times, stream.sampleRate);
  return packetSeconds === null ? null : { key: stream.key, packetSeconds, times, endsAt };
}

export function copiedAudio(
  segments: readonly PlannedSegment[],
  streams: readonly AudioStream[],
  runs: readonly AudioRun[],
): ClipAudio {
  const { codec, config } = streams[0]!;
  return {
    codec: codec!,
    config: config!,
    maxPackets: runs.reduce((sum, { count }) => sum + count, 0),
    async *packets() {
      let position = 0;
      for (const [i, { first, count, packetSeconds }] of runs.entries()) {
        const { shift, startsAt, endsAt } = segments[i]!;
        let index = 0;
        for await (const packet of audioBetween(streams[i]!, startsAt - shift, endsAt - shift)) {
          if (index >= first + count) break;
          if (index++ < first) continue;
          yield packet.clone({ timestamp: position, duration: packetSeconds });
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
  return {
    codec: 'aac',
    config,
    maxPackets: Math.ceil(durationSeconds / packetSeconds) + 1,
    async *packets() {
      const second = await packets.getNextPacket(first!);
      if (!second) return;
      for await (const packet of packetsFrom(packets, second)) {
        const timestamp = packet.timestamp - packetSeconds;
        if (timestamp >= durationSeconds) break;
        yield packet.clone({ timestamp });
      }
    },
  };
}
