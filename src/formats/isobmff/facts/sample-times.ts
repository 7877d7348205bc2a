import type { ByteReader } from '../../byte-reader.js';
import type { FileTimes } from '../../file-times.js';
import { ordinary } from '../../unusual.js';
import { contentOf, has, one } from '../boxes.js';
import { delayOf, type Edit } from './edits.js';
import type { Times } from './headers.js';
import type { Track } from './track.js';

/** The encoder's delay at the start of audio, which players skip; a longer one is an edit. */
const MAX_PRIMING_SAMPLES = 4096;

/** Reads the times from the tracks' sample tables and the movie's header. */
export async function tableTimes(
  reader: ByteReader,
  tracks: readonly Track[],
  movie: Times,
): Promise<FileTimes> {
  ordinary(movie.duration > 0);
  const starts: number[] = [];
  let frameRate = NaN;
  for (const track of tracks) {
    const samples = await sampleCount(reader, track);
    ordinary(track.duration > 0 && samples > 0);
    if (track.kind === 'vide') frameRate = (samples * track.timescale) / track.duration;
    starts.push(startOf(track, await firstOffset(reader, track), movie.timescale));
  }
  return {
    startTimeSeconds: Math.min(...starts),
    durationSeconds: movie.duration / movie.timescale,
    video: {
      startTimeSeconds: starts[tracks.findIndex(({ kind }) => kind === 'vide')]!,
      frameRate,
    },
  };
}

/** Of the sample tables (8.7.3). */
export async function sampleCount(reader: ByteReader, { table }: Track): Promise<number> {
  return (await contentOf(reader, one(table, 'stsz'), 12)).readUInt32BE(8);
}

/** How long after its decoding the first frame is shown (8.6.1.3), in units of the track. */
async function firstOffset(reader: ByteReader, { table }: Track): Promise<number> {
  if (!has(table, 'ctts')) return 0;
  const offsets = await contentOf(reader, one(table, 'ctts'), 16);
  return offsets.readUInt32BE(4) > 0 ? offsets.readInt32BE(12) : 0;
}

/** Only a late start and the delay of coding are ordinary edits. */
function startOf({ kind, edits, timescale, duration }: Track, first: number, units: number) {
  const shown = edits.at(-1);
  if (!shown) return first / timescale;
  const skips = kind === 'soun' ? shown.mediaTime : shown.mediaTime - first;
  ordinary(skips >= 0 && skips <= (kind === 'soun' ? MAX_PRIMING_SAMPLES : 0));
  ordinary(isWhole(shown, duration / timescale - shown.mediaTime / timescale, units));
  return delayOf(edits, timescale, units) / timescale;
}

/** Whether an edit shows all of `seconds`. */
function isWhole({ duration }: Edit, seconds: number, units: number): boolean {
  return duration / units >= seconds - 0.5 / units;
}
