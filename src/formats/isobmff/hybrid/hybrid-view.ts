import type { BlockingReader } from '../../byte-reader.js';
import type { FileSegment, SegmentView } from '../../demuxer.js';
import { PacketsAround } from '../../packets-around.js';
import { PagedReader } from '../../paged-reader.js';
import { ordinary, unlessUnusual } from '../../unusual.js';
import { boxesIn, contentOf, has, inside, one } from '../boxes.js';
import { delayOf } from '../facts/edits.js';
import { fragmentsFrom } from '../facts/fragments.js';
import { readTimescale } from '../facts/headers.js';
import { readTracks, type Track } from '../facts/track.js';
import { MovieView, type ViewedPacket, type ViewedTrack } from '../movie-view.js';
import { sampleTables } from '../window/read-tables.js';
import {
  keysOf,
  pairs,
  placesFrom,
  type SampleTables,
  samplesIn,
  timesOf,
} from '../window/sample-tables.js';
import { fragmentSamples, readSampleDefaults } from './fragment-samples.js';

/** Those of a day, which are read in some seconds. */
const MAX_FRAGMENT_SAMPLES = 8_000_000;
const MAX_ENTRY_BYTES = 64 * 1024;

/**
 * A file whose movie has samples of its own before the fragments, as an MP4 that has the packets around a segment.
 * Mediabunny reads either the former or the latter. Null where there are not both, and where anything is out of the
 * ordinary.
 */
export function hybridView(
  file: BlockingReader,
  segment: FileSegment,
): Promise<SegmentView | null> {
  return unlessUnusual(() => viewOf(file, new PagedReader(file), segment));
}

async function viewOf(
  file: BlockingReader,
  reader: PagedReader,
  segment: FileSegment,
): Promise<SegmentView | null> {
  const top = await boxesIn(reader, 0, reader.size, 'moof');
  if (!has(top, 'moof')) return null;
  const movie = await inside(reader, one(top, 'moov'));
  const timescale = readTimescale(await contentOf(reader, one(movie, 'mvhd')));
  const tracks = await readTracks(reader, movie);
  const tables = tracks.map(({ table }) => sampleTables(reader, table));
  if (tables.every(({ stsz }) => stsz.u32(4) === 0)) return null;
  const around = new PacketsAround<ViewedPacket>(segment);
  const lines = new Map(
    tracks.map((track, i) => [track.id, new TimeLine(track, timescale, lengthOf(tables[i]!))]),
  );
  const add = (line: TimeLine, sample: Parameters<TimeLine['packet']>[0]) => {
    ordinary(sample.start + sample.size <= file.size);
    const packet = line.packet(sample);
    if (line.track.kind === 'vide') around.addPicture(packet);
    else around.addSound(packet);
  };
  for (const [i, line] of [...lines.values()].entries()) {
    for (const sample of movieSamples(tables[i]!)) add(line, sample);
  }
  const defaults = await readSampleDefaults(await contentOf(reader, one(movie, 'mvex')));
  const hasSound = tracks.length > 1;
  let [count, hasEnd] = [0, true];
  for await (const moof of fragmentsFrom(reader, one(top, 'moof'))) {
    const samples = await fragmentSamples(await contentOf(reader, moof), moof.start, defaults);
    ordinary((count += samples.length) <= MAX_FRAGMENT_SAMPLES);
    for (const { trackId, ...sample } of samples) {
      const line = lines.get(trackId);
      ordinary(line !== undefined);
      add(line, sample);
    }
    // The sound may be in the fragment after that of the pictures.
    const isHeard = !hasSound || (around.sounds.at(-1)?.seconds ?? -1) > around.window.to;
    if (!around.isComplete || !isHeard) continue;
    hasEnd = false;
    break;
  }
  const viewed = tracks
    .map((track) => viewedTrack(reader, track, around))
    .filter(({ packets }) => packets.length > 0);
  return { reader: new MovieView(file, viewed), hasEnd, hasOtherSize: false };
}

interface TimedSample {
  readonly start: number;
  readonly size: number;
  /** Left out for samples of the movie, which come in this order. */
  readonly decodedAt?: number;
  readonly shownAt: number;
  readonly isKey: boolean;
}

/** Puts the samples of a track on the time line of the file. */
class TimeLine {
  /** How much later the track's samples are shown than they say, in its units. */
  private readonly late: number;

  /**
   * @param decodedAt when the samples of the movie have been decoded, in units of the track: those of fragments follow
   */
  constructor(
    readonly track: Track,
    movieTimescale: number,
    private decodedAt: number,
  ) {
    const { timescale, edits } = track;
    this.late = delayOf(edits, timescale, movieTimescale) - (edits.at(-1)?.mediaTime ?? 0);
  }

  packet({ start, size, decodedAt, shownAt, isKey }: TimedSample): ViewedPacket {
    if (decodedAt !== undefined) {
      ordinary(decodedAt >= this.decodedAt);
      this.decodedAt = decodedAt;
    }
    const seconds = (shownAt + this.late) / this.track.timescale;
    ordinary(seconds >= 0);
    return { start, size, seconds, isKey };
  }
}

/** In units of the track. */
function lengthOf({ stts }: SampleTables): number {
  return [...pairs(stts)].reduce((sum, [count, delta]) => sum + count * delta, 0);
}

function* movieSamples(tables: SampleTables): Generator<TimedSample> {
  const samples = samplesIn([{ from: 0, to: tables.stsz.u32(4) }]);
  if (samples.length === 0) return;
  ordinary(tables.stsz.u32(0) === 0);
  const keys = keysOf(tables);
  const times = timesOf(tables, samples);
  let sample = 0;
  for (const place of placesFrom(tables, 0)) {
    yield { ...place, shownAt: times[sample]!, isKey: keys?.has(sample) ?? true };
    sample++;
  }
}

function viewedTrack(
  reader: PagedReader,
  { kind, entry: { start, end }, rotation }: Track,
  around: PacketsAround<ViewedPacket>,
): ViewedTrack {
  ordinary(rotation === 0 && end - start <= MAX_ENTRY_BYTES);
  const entry = Buffer.from(reader.bytes(start, end - start));
  if (kind === 'soun') {
    return { kind: 'audio', entry, width: 0, height: 0, packets: around.sounds };
  }
  // ISO/IEC 14496-12, 12.1.3.
  const [width, height] = [entry.readUInt16BE(32), entry.readUInt16BE(34)];
  return { kind: 'video', entry, width, height, packets: around.pictures };
}
