import type { MediaFacts } from '../../media-facts.js';
import type { BoundedReader } from '../bounded-reader.js';
import { beginsWithFirst, frameRateOf, FIRST_FRAMES } from '../file-times.js';
import { ordinary } from '../unusual.js';
import { blocksFrom, elementIn } from './blocks.js';
import { childrenOf } from './ebml.js';
import { Id } from './ids.js';
import { type Info, readInfo } from './info.js';
import { readAudioCodec, readFrameRate, readPicture, readTracks, type Track } from './tracks.js';

/** A dozen is ordinary before the first cluster. */
const MAX_ELEMENTS = 64;

/**
 * The facts of a Matroska or WebM file (RFC 9559), read from its header and the heads of its first blocks.
 * Throws `Unusual`, or a RangeError.
 */
export async function matroskaFacts(reader: BoundedReader): Promise<MediaFacts> {
  const segment = await segmentOf(reader);
  const { info, tracks, cluster } = await headOf(reader, segment.content);
  // Of a file that was cut short the duration is that of all there was.
  ordinary(segment.size === null ? info.duration === null : info.duration !== null);
  ordinary(segment.size === null || segment.content + segment.size <= reader.size);
  const { video, audio } = readTracks(tracks);
  const times = await firstTimes(reader, cluster, { video, audio }, info.unit);
  return {
    demuxer: 'matroska',
    sizeBytes: reader.size,
    durationSeconds: info.duration,
    startTimeSeconds: Math.min(times.video[0]!, times.audio ?? Infinity),
    creationTime: info.creationTime,
    video: {
      index: video.index,
      ...readPicture(video),
      rotation: 0,
      frameRate: readFrameRate(video) ?? frameRateOf(times.video),
      timeBase: timeBaseOf(info),
      startTimeSeconds: times.video[0]!,
    },
    audio: audio ? { index: audio.index, codec: readAudioCodec(audio) } : null,
  };
}

async function segmentOf(reader: BoundedReader) {
  const header = await elementIn(reader, 0);
  ordinary(header.id === Id.ebml && header.size !== null);
  const [type] = childrenOf(await reader.bytes(header.content, header.size)).get(Id.docType) ?? [];
  ordinary(['matroska', 'webm'].includes(type?.toString('latin1') ?? ''));
  const segment = await elementIn(reader, header.content + header.size);
  ordinary(segment.id === Id.segment);
  return segment;
}

interface Head {
  readonly info: Info;
  readonly tracks: Buffer;
  /** Where the first cluster begins. */
  readonly cluster: number;
}

async function headOf(reader: BoundedReader, from: number): Promise<Head> {
  const found = new Map<number, Buffer>();
  let at = from;
  for (let count = 0; count < MAX_ELEMENTS; count++) {
    const { id, content, size } = await elementIn(reader, at);
    if (id === Id.cluster) break;
    ordinary(size !== null && !found.has(id));
    if (id === Id.info || id === Id.tracks) found.set(id, await reader.bytes(content, size));
    at = content + size;
  }
  const [info, tracks] = [found.get(Id.info), found.get(Id.tracks)];
  ordinary(info !== undefined && tracks !== undefined);
  return { info: readInfo(info), tracks, cluster: at };
}

/** In seconds. */
interface FirstTimes {
  /** When the first pictures are shown. */
  readonly video: readonly number[];
  readonly audio: number | null;
}

async function firstTimes(
  reader: BoundedReader,
  cluster: number,
  tracks: { video: Track; audio: Track | null },
  unit: number,
): Promise<FirstTimes> {
  const video: number[] = [];
  let audio: number | null = null;
  for await (const { trackNumber, timestamp, laced } of blocksFrom(reader, cluster)) {
    if (trackNumber === tracks.video.number) {
      ordinary(!laced);
      video.push(timestamp * unit);
    } else if (trackNumber === tracks.audio?.number) {
      audio ??= (timestamp - Math.round(tracks.audio.delay / unit)) * unit;
    }
    if (video.length >= FIRST_FRAMES && (audio !== null || !tracks.audio)) break;
  }
  beginsWithFirst(video);
  ordinary(tracks.audio === null || audio !== null);
  return { video, audio };
}

/** Nanoseconds of a tick as a fraction in lowest terms. */
function timeBaseOf({ nanoseconds }: Info): string {
  let [a, b] = [nanoseconds, 1e9];
  while (b > 0) [a, b] = [b, a % b];
  return `${nanoseconds / a}/${1e9 / a}`;
}
