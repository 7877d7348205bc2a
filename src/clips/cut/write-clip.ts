import { closeSync, openSync, writeSync } from 'node:fs';
import {
  EncodedAudioPacketSource,
  type EncodedPacket,
  EncodedVideoPacketSource,
  type InputVideoTrack,
  Mp4OutputFormat,
  Output,
  StreamTarget,
  type StreamTargetChunk,
} from 'mediabunny';
import type { ClipAudio } from './clip-audio.js';
import { clipSets, type ReadySegment, videoPackets } from './video-packets.js';

/** Divides the frame times of every common rate (1/24, 1/25, 1001/30000 …), and is MPEG-TS's own. */
const TIMESCALE = 90_000;

/** Bytes collected before they are written; all that is kept of the packets in memory. */
const CHUNK_BYTES = 2 * 1024 * 1024;

/**
 * Writes the clip with its index first, in constant memory but for a few bytes per packet: room for the
 * index is reserved, so the number of packets has to be known. Calls `onPacket` for each frame written.
 */
export async function writeClip(
  path: string,
  segments: readonly ReadySegment[],
  audio: ClipAudio | null,
  onPacket: () => void,
): Promise<void> {
  const { track } = segments[0]!.stream.source.video;
  const { description, inBand } = clipSets(segments);
  const output = new Output({
    format: new Mp4OutputFormat({ fastStart: 'reserve' }),
    target: fileTarget(path),
  });
  const video = new EncodedVideoPacketSource('avc');
  output.addVideoTrack(video, {
    frameRate: TIMESCALE,
    transformationMatrix: await track.getTransformationMatrix(),
    maximumPacketCount: segments.reduce((sum, segment) => sum + frameCount(segment), 0),
  });
  const sound = audio && new EncodedAudioPacketSource(audio.codec);
  if (sound) output.addAudioTrack(sound, { maximumPacketCount: audio.maxPackets });
  await output.start();

  const decoderConfig = { ...(await videoConfig(track)), description };
  const pictures = chain(segments.map((segment) => videoPackets(segment, inBand)));
  try {
    for await (const { kind, packet } of interleaved(pictures, audio?.packets() ?? nothing())) {
      if (kind === 'sound') {
        await sound!.add(packet, { decoderConfig: audio!.config });
      } else {
        await video.add(packet, { decoderConfig });
        onPacket();
      }
    }
    await output.finalize();
  } catch (error) {
    await output.cancel();
    throw error;
  }
}

/** As the source has it, but with its exact pixel aspect ratio: the library rounds to whole pixels. */
async function videoConfig(track: InputVideoTrack): Promise<VideoDecoderConfig> {
  const config = (await track.getDecoderConfig())!;
  const { num, den } = await track.getPixelAspectRatio();
  return {
    ...config,
    displayAspectWidth: config.codedWidth! * num,
    displayAspectHeight: config.codedHeight! * den,
  };
}

export function frameCount({ head, tail }: ReadySegment): number {
  return (head?.times.length ?? 0) + (tail?.times.length ?? 0);
}

/**
 * The library's own writes whatever the system takes of a chunk, even if that is not all of it. The
 * descriptor is a bare number because Node closes those of a thread that is terminated.
 */
function fileTarget(path: string): StreamTarget {
  let descriptor: number;
  const close = () => closeSync(descriptor);
  const writable = new WritableStream<StreamTargetChunk>({
    start() {
      descriptor = openSync(path, 'w');
    },
    write({ data, position }) {
      let written = 0;
      while (written < data.length) {
        const left = data.length - written;
        written += writeSync(descriptor, data, written, left, position + written);
      }
    },
    close,
    abort: close,
  });
  return new StreamTarget(writable, { chunked: true, chunkSize: CHUNK_BYTES });
}

type Interleaved = { kind: 'picture' | 'sound'; packet: EncodedPacket };

/** In the order of time, so that a player finds sound and picture close to each other in the file. */
async function* interleaved(
  pictures: AsyncIterator<EncodedPacket>,
  sounds: AsyncIterator<EncodedPacket>,
): AsyncGenerator<Interleaved> {
  let [picture, sound] = [await pictures.next(), await sounds.next()];
  while (!picture.done || !sound.done) {
    if (sound.done || (!picture.done && picture.value.timestamp <= sound.value.timestamp)) {
      yield { kind: 'picture', packet: picture.value as EncodedPacket };
      picture = await pictures.next();
    } else {
      yield { kind: 'sound', packet: sound.value };
      sound = await sounds.next();
    }
  }
}

async function* chain<T>(sequences: AsyncIterable<T>[]): AsyncGenerator<T> {
  for (const sequence of sequences) yield* sequence;
}

async function* nothing(): AsyncGenerator<never> {}
