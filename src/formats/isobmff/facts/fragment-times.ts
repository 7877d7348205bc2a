import type { ByteReader } from '../../byte-reader.js';
import { beginsWithFirst, type FileTimes, type Span, spanOf } from '../../file-times.js';
import { ordinary } from '../../unusual.js';
import { type Boxes, contentOf, type IsoBox, one } from '../boxes.js';
import { delayOf } from './edits.js';
import { type FragmentRun, readDefaults, readFragment } from './fragment.js';
import { fragmentsFrom, fragmentsFromEnd } from './fragments.js';
import type { Times } from './headers.js';
import { sampleCount } from './sample-times.js';
import type { Track } from './track.js';

export interface FragmentedMovie {
  readonly moov: Boxes;
  readonly movie: Times;
  readonly tracks: readonly Track[];
  /** The first `moof`. */
  readonly first: IsoBox;
}

/** The most fragments that are read at either end to find every track. */
const MAX_FRAGMENTS = 16;

/** Reads the times from the first and the last fragment of each track. */
export async function fragmentTimes(
  reader: ByteReader,
  { moov, movie, tracks, first }: FragmentedMovie,
): Promise<FileTimes> {
  const defaults = await readDefaults(await contentOf(reader, one(moov, 'mvex')));
  const runsOf = async (fragments: AsyncGenerator<IsoBox>) => {
    const runs = new Map<number, FragmentRun>();
    let count = 0;
    for await (const moof of fragments) {
      for (const run of await readFragment(await contentOf(reader, moof), defaults)) {
        if (!runs.has(run.trackId)) runs.set(run.trackId, run);
      }
      if (tracks.every(({ id }) => runs.has(id))) return runs;
      ordinary(++count < MAX_FRAGMENTS);
    }
    return runs;
  };
  const begins = await runsOf(fragmentsFrom(reader, first));
  const ends = await runsOf(fragmentsFromEnd(reader, first));
  const spans = new Map<Track, Span>();
  for (const track of tracks) {
    // Otherwise some samples precede the fragments.
    ordinary((await sampleCount(reader, track)) === 0);
    spans.set(track, spanIn(track, movie, begins.get(track.id), ends.get(track.id)));
  }
  const video = tracks.find(({ kind }) => kind === 'vide')!;
  const { samples, duration, shownAt } = begins.get(video.id)!;
  beginsWithFirst(shownAt);
  return {
    ...spanOf([...spans.values()]),
    video: {
      startTimeSeconds: spans.get(video)!.start,
      frameRate: (samples * video.timescale) / duration,
    },
  };
}

function spanIn(track: Track, movie: Times, begin?: FragmentRun, end?: FragmentRun): Span {
  ordinary(begin !== undefined && end !== undefined);
  const { timescale, edits } = track;
  const ticks = end.decodedAt + end.duration - begin.decodedAt;
  ordinary(ticks >= begin.duration);
  const skipped = edits.at(-1)?.mediaTime ?? 0;
  const start = begin.shownAt[0]! - skipped + delayOf(edits, timescale, movie.timescale);
  return { start: start / timescale, end: (start + ticks) / timescale };
}
