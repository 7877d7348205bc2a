import { EncodedAudioPacketSource, FilePathTarget, MovOutputFormat, Output } from 'mediabunny';
import type { PlannedSegment } from './cut-planner.js';
import type { AudioJob } from './cut-types.js';
import { audioBetween, type AudioStream } from './source/audio-stream.js';

/** Room on the time line for packets before the clip's start: decoders need some to get into swing. */
const LEAD_SECONDS = 1;

/** Rates that FFmpeg's AAC encoder and every browser know. */
const MIN_RATE = 16_000;
const MAX_RATE = 48_000;

/**
 * Writes the packets of audio that has to be encoded into files for FFmpeg to read, each packet at its
 * place in the clip; a file for each kind of packet, since a track holds one kind.
 *
 * @param path what the files' names begin with
 */
export async function writeAudioFiles(
  segments: readonly PlannedSegment[],
  streams: readonly (AudioStream | null)[],
  path: string,
): Promise<AudioJob> {
  const present = streams.filter((stream) => stream !== null);
  const inputs: string[] = [];
  for (const key of new Set(present.map((stream) => stream.key))) {
    const input = `${path}.${inputs.length}`;
    if (await writePackets(segments, streams, key, input)) inputs.push(input);
  }
  const rate = Math.max(...present.map(({ sampleRate }) => sampleRate));
  return {
    inputs,
    lead: LEAD_SECONDS,
    sampleRate: Math.min(Math.max(rate, MIN_RATE), MAX_RATE),
    channels: Math.min(Math.max(...present.map(({ channels }) => channels)), 2),
    durationSeconds: segments.at(-1)!.endsAt,
  };
}

/** False where there was nothing to write. */
async function writePackets(
  segments: readonly PlannedSegment[],
  streams: readonly (AudioStream | null)[],
  key: string,
  path: string,
): Promise<boolean> {
  const { codec, config } = streams.find((stream) => stream?.key === key)!;
  const output = new Output({
    format: new MovOutputFormat({ fastStart: 'fragmented' }),
    target: new FilePathTarget(path),
  });
  const track = new EncodedAudioPacketSource(codec);
  output.addAudioTrack(track);
  await output.start();
  let last = -Infinity;
  for (const [i, { shift, startsAt, endsAt }] of segments.entries()) {
    const stream = streams[i];
    if (stream?.key !== key) continue;
    const from = startsAt - shift - (i === 0 ? LEAD_SECONDS / 2 : 0);
    for await (const packet of audioBetween(stream, from, endsAt - shift)) {
      const timestamp = packet.timestamp + shift + LEAD_SECONDS;
      if (timestamp <= last || timestamp < 0) continue;
      last = timestamp;
      await track.add(packet.clone({ timestamp }), { decoderConfig: config });
    }
  }
  await output.finalize();
  return last > -Infinity;
}
