import { UNTURNED } from '../../formats/isobmff/write-movie.js';
import type { Sample } from '../../formats/isobmff/write-sample-table.js';
import { Mp4Writer, type NewTrack } from './mp4-writer.js';
import { audioEntry, videoEntry } from '../../formats/isobmff/write-sample-entry.js';
import type { ClipAudio } from '../audio/clip-audio.js';
import type { TrackCodec } from '../codec/codec.js';
import { endOf } from '../plan/clip-line.js';
import type { ClipSets } from './clip-sets.js';
import { type ReadySegment, videoSamples } from './video-samples.js';

/** Divides the frame times of every common rate (1/24, 1/25, 1001/30000 …), and is MPEG-TS's own. */
const TIMESCALE = 90_000;

/** So much of picture and of sound lie together, so that a player finds both close to each other. */
const CHUNK_SECONDS = 0.5;

/**
 * Writes the clip with its index first, in constant memory but for a few bytes per packet. Calls `onFrame`
 * for each frame written.
 */
export async function writeClip(
  path: string,
  segments: readonly ReadySegment[],
  sets: ClipSets,
  audio: ClipAudio | null,
  onFrame: () => void,
): Promise<void> {
  const maxChunks = Math.ceil(endOf(segments) / CHUNK_SECONDS) + 2;
  const tracks = [
    await videoTrack(segments, sets.track, maxChunks),
    ...(audio ? [audioTrack(audio, maxChunks)] : []),
  ];
  const writer = new Mp4Writer(path, tracks, segments[0]!.stream.codec.brands);
  try {
    const pictures = new Upcoming(
      chain(
        segments.map((each, i) =>
          videoSamples(each, { inBand: sets.inBand, tailSetId: sets.tailSetIds[i]! }),
        ),
      ),
    );
    const sounds = audio && new Upcoming(audio.samples());
    for (
      let end = CHUNK_SECONDS;
      !pictures.ended || !(sounds?.ended ?? true);
      end += CHUNK_SECONDS
    ) {
      const frames = await pictures.before(end);
      writer.writeChunk(0, frames);
      if (sounds) writer.writeChunk(1, await sounds.before(end));
      frames.forEach(onFrame);
    }
    writer.finish();
  } finally {
    writer.close();
  }
}

/** Its pictures look like those of the first recording; all of them look alike. */
async function videoTrack(
  segments: readonly ReadySegment[],
  codec: TrackCodec,
  maxChunks: number,
): Promise<NewTrack> {
  const [{ stream, coding }] = segments as [ReadySegment];
  const { track } = stream.source.video;
  const { codedWidth: width = 0, codedHeight: height = 0 } = (await track.getDecoderConfig())!;
  const pixelAspect = await track.getPixelAspectRatio();
  const { fullRange, primaries, transfer, matrix } = coding.colour;
  const isKnown = primaries !== null && transfer !== null && matrix !== null;
  const colour = isKnown ? { primaries, transfer, matrix, fullRange: fullRange ?? false } : null;
  return {
    kind: 'video',
    timescale: TIMESCALE,
    entry: videoEntry({ ...codec, width, height, pixelAspect, colour }),
    width: (width * pixelAspect.num) / pixelAspect.den,
    height,
    matrix: await track.getTransformationMatrix(),
    maxSamples: segments.reduce((sum, segment) => sum + frameCount(segment), 0),
    maxChunks,
  };
}

function audioTrack({ format, maxPackets }: ClipAudio, maxChunks: number): NewTrack {
  return {
    kind: 'audio',
    timescale: format.sampleRate,
    entry: audioEntry(format),
    ...{ width: 0, height: 0, matrix: UNTURNED },
    maxSamples: maxPackets,
    maxChunks,
  };
}

export function frameCount({ head, tail }: ReadySegment): number {
  return (head?.times.length ?? 0) + (tail?.times.length ?? 0);
}

/** Samples that are taken group by group. */
class Upcoming {
  private next: Sample | undefined;
  ended = false;

  constructor(private readonly samples: AsyncGenerator<Sample>) {}

  /** The next ones in order, up to the first whose time is `end` or later. */
  async before(end: number): Promise<Sample[]> {
    const taken: Sample[] = [];
    while (!this.ended) {
      this.next ??= await this.pull();
      if (!this.next || this.next.time >= end) break;
      taken.push(this.next);
      this.next = undefined;
    }
    return taken;
  }

  private async pull(): Promise<Sample | undefined> {
    const result = await this.samples.next();
    if (!result.done) return result.value;
    this.ended = true;
    return undefined;
  }
}

async function* chain<T>(sequences: AsyncIterable<T>[]): AsyncGenerator<T> {
  for (const sequence of sequences) yield* sequence;
}
