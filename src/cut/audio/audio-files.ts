import { EncodedAudioPacketSource, FilePathTarget, MovOutputFormat, Output } from 'mediabunny';
import { SmartCutNotPossible } from '../cut-errors.js';
import type { PlannedSegment } from '../plan/cut-planner.js';
import type { AudioInput, AudioJob } from '../cut-types.js';
import { audioBetween, type AudioStream } from '../source/audio-stream.js';

/** Room on the time line for packets before the clip's start: decoders need some to get into swing. */
const LEAD_SECONDS = 1;

/** Rates that FFmpeg's AAC encoder and every browser know. */
const MIN_RATE = 16_000;
const MAX_RATE = 48_000;

interface AudioPart {
  segment: PlannedSegment;
  stream: AudioStream;
}

/**
 * Writes the packets of audio that has to be encoded into files for FFmpeg to read, each packet at its
 * place in the clip; a file for each kind of packet, since a track holds one kind. What cannot be read
 * here, FFmpeg is to read from the source itself.
 *
 * @param path what the files' names begin with
 */
export async function writeAudioFiles(
  segments: readonly PlannedSegment[],
  streams: readonly (AudioStream | null)[],
  path: string,
): Promise<AudioJob> {
  const parts = segments.flatMap((segment, i) => {
    const stream = streams[i];
    return stream ? [{ segment, stream }] : [];
  });
  const inputs: AudioInput[] = [];
  for (const key of new Set(parts.map(({ stream }) => stream.key))) {
    const ofKind = parts.filter(({ stream }) => stream.key === key);
    const file = `${path}.${inputs.length}`;
    if (ofKind[0]!.stream.codec === null) inputs.push(...ofKind.map(unreadInput));
    else if (await writePackets(ofKind, file)) {
      inputs.push({ path: file, demuxer: 'mov', stretch: null });
    }
  }
  const rate = Math.max(...parts.map(({ stream }) => stream.sampleRate));
  return {
    inputs,
    lead: LEAD_SECONDS,
    sampleRate: Math.min(Math.max(rate, MIN_RATE), MAX_RATE),
    channels: Math.min(Math.max(...parts.map(({ stream }) => stream.channels)), 2),
    durationSeconds: segments.at(-1)!.endsAt,
  };
}

/** False where there was nothing to write. */
async function writePackets(parts: readonly AudioPart[], path: string): Promise<boolean> {
  const { codec, config } = parts[0]!.stream;
  const output = new Output({
    format: new MovOutputFormat({ fastStart: 'fragmented' }),
    target: new FilePathTarget(path),
  });
  const track = new EncodedAudioPacketSource(codec!);
  output.addAudioTrack(track);
  await output.start();
  let last = -Infinity;
  for (const { segment, stream } of parts) {
    const { shift, startsAt, endsAt } = segment;
    const from = startsAt === 0 ? -LEAD_SECONDS / 2 : startsAt;
    for await (const packet of audioBetween(stream, from - shift, endsAt - shift)) {
      const timestamp = packet.timestamp + shift + LEAD_SECONDS;
      if (timestamp <= last || timestamp < 0) continue;
      last = timestamp;
      await track.add(packet.clone({ timestamp }), { decoderConfig: config! });
    }
  }
  await output.finalize();
  return last > -Infinity;
}

function unreadInput({ segment }: AudioPart): AudioInput {
  const { stream, shift, startsAt, endsAt } = segment;
  const { path, container } = stream.source;
  // FFmpeg counts the times of MPEG-TS differently once their clock has wrapped.
  if (container === 'mpegts') throw new SmartCutNotPossible('audio_codec');
  return {
    path,
    demuxer: container === 'mp4' ? 'mov' : 'matroska',
    stretch: { from: startsAt - shift, to: endsAt - shift, shift },
  };
}
