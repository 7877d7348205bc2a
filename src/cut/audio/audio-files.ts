import { EncodedAudioPacketSource, FilePathTarget, MovOutputFormat, Output } from 'mediabunny';
import { isobmff } from '../../formats/isobmff/demuxer.js';
import { SmartCutNotPossible } from '../cut-errors.js';
import type { SourceRun } from '../plan/clip-line.js';
import type { AudioInput, AudioJob } from '../cut-types.js';
import { audioBetween, type AudioStream } from '../source/audio-stream.js';

/** Time before the clip's start for earlier packets, which decoders need to begin with. */
const LEAD_SECONDS = 1;

/** Sample rates that FFmpeg's AAC encoder and every browser support. */
const MIN_RATE = 16_000;
const MAX_RATE = 48_000;

interface AudioPart {
  run: SourceRun;
  stream: AudioStream;
}

/**
 * Writes the packets of audio that has to be encoded into files for FFmpeg to read, each packet at its
 * place in the clip. Each kind of packet has a file, since a track holds one kind. What cannot be read
 * here, FFmpeg reads from the recording itself.
 *
 * @param path what the files' names begin with
 */
export async function writeAudioFiles(
  runs: readonly SourceRun[],
  streams: readonly (AudioStream | null)[],
  path: string,
): Promise<AudioJob> {
  const parts = runs.flatMap((run, i) => {
    const stream = streams[i];
    return stream ? [{ run, stream }] : [];
  });
  const inputs: AudioInput[] = [];
  for (const key of new Set(parts.map(({ stream }) => stream.key))) {
    const ofKind = parts.filter(({ stream }) => stream.key === key);
    const file = `${path}.${inputs.length}`;
    if (ofKind[0]!.stream.codec === null) inputs.push(...ofKind.map(unreadInput));
    else if (await writePackets(ofKind, file)) {
      inputs.push({ path: file, demuxer: isobmff.name, segment: null });
    }
  }
  const rate = Math.max(...parts.map(({ stream }) => stream.sampleRate));
  return {
    inputs,
    leadSeconds: LEAD_SECONDS,
    sampleRate: Math.min(Math.max(rate, MIN_RATE), MAX_RATE),
    channels: Math.min(Math.max(...parts.map(({ stream }) => stream.channels)), 2),
    durationSeconds: runs.at(-1)!.toSeconds,
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
  for (const { run, stream } of parts) {
    const { shiftSeconds: shift, fromSeconds, toSeconds } = run;
    const from = fromSeconds === 0 ? -LEAD_SECONDS / 2 : fromSeconds;
    for await (const packet of audioBetween(stream, from - shift, toSeconds - shift)) {
      const timestamp = packet.timestamp + shift + LEAD_SECONDS;
      if (timestamp <= last || timestamp < 0) continue;
      last = timestamp;
      await track.add(packet.clone({ timestamp }), { decoderConfig: config! });
    }
  }
  await output.finalize();
  return last > -Infinity;
}

function unreadInput({ run }: AudioPart): AudioInput {
  const { source, shiftSeconds } = run;
  const { path, demuxer, reading } = source;
  if (!reading.hasFfmpegTimes) throw new SmartCutNotPossible('audio_codec');
  const fromSeconds = run.fromSeconds - shiftSeconds;
  const toSeconds = run.toSeconds - shiftSeconds;
  return { path, demuxer, segment: { fromSeconds, toSeconds, shiftSeconds } };
}
