import type { ByteReader } from '../../byte-reader.js';
import { beginsWithFirst, type FileTimes, isSpan, REORDER_LIMIT } from '../../file-times.js';
import { endOfLastFrame } from '../../last-frame.js';
import { ordinary } from '../../unusual.js';
import { type Boxes, contentOf, type IsoBox, one } from '../boxes.js';
import { delayOf } from './edits.js';
import { type FragmentRun, readDefaults, readFragment, type ShownSample } from './fragment.js';
import { fragmentsFrom, fragmentsFromEnd } from './fragments.js';
import { sampleCount } from './sample-times.js';
import type { Track } from './track.js';

export interface FragmentedMovie {
  readonly moov: Boxes;
  readonly movieTimescale: number;
  readonly tracks: readonly Track[];
  /** The first `moof`. */
  readonly first: IsoBox;
}

/** The most fragments that are read at the beginning to find every track. */
const MAX_FIRST_FRAGMENTS = 16;
/** The most that are read at the end: enough if each holds one frame, or every other one sound. */
const MAX_LAST_FRAGMENTS = 2 * REORDER_LIMIT;

/** Reads the times from the first fragment of each track, and from the last ones of the video. */
export async function fragmentTimes(
  reader: ByteReader,
  { moov, movieTimescale, tracks, first }: FragmentedMovie,
): Promise<FileTimes> {
  const defaults = await readDefaults(await contentOf(reader, one(moov, 'mvex')));
  const runsOf = async (moof: IsoBox) => readFragment(await contentOf(reader, moof), defaults);
  const begins = new Map<number, FragmentRun>();
  let count = 0;
  for await (const moof of fragmentsFrom(reader, first)) {
    for (const run of await runsOf(moof)) {
      if (!begins.has(run.trackId)) begins.set(run.trackId, run);
    }
    if (tracks.every(({ id }) => begins.has(id))) break;
    ordinary(++count < MAX_FIRST_FRAGMENTS);
  }
  const starts: number[] = [];
  for (const track of tracks) {
    // Otherwise some samples precede the fragments.
    ordinary((await sampleCount(reader, track)) === 0);
    starts.push(startOf(track, movieTimescale, begins.get(track.id)));
  }
  const video = tracks.find(({ kind }) => kind === 'vide')!;
  const { samples, duration, shownAt } = begins.get(video.id)!;
  beginsWithFirst(shownAt);
  const start = starts[tracks.indexOf(video)]!;
  const last = await lastSamples(fragmentsFromEnd(reader, first), video.id, runsOf);
  const seconds = (ticks: number) => start + (ticks - shownAt[0]!) / video.timescale;
  const end = endOf(last, video.timescale, seconds);
  ordinary(end !== null && isSpan(start, end));
  return {
    startTimeSeconds: Math.min(...starts),
    video: {
      startTimeSeconds: start,
      endTimeSeconds: end,
      frameRate: (samples * video.timescale) / duration,
    },
  };
}

/** When the first sample of a track is shown or heard, in seconds. */
function startOf({ timescale, edits }: Track, movieTimescale: number, begin?: FragmentRun): number {
  ordinary(begin !== undefined);
  const skipped = edits.at(-1)?.mediaTime ?? 0;
  return (begin.shownAt[0]! - skipped + delayOf(edits, timescale, movieTimescale)) / timescale;
}

/** The last samples of a track, of as many fragments as that takes. */
async function lastSamples(
  fragments: AsyncGenerator<IsoBox>,
  trackId: number,
  runsOf: (moof: IsoBox) => Promise<FragmentRun[]>,
): Promise<ShownSample[]> {
  const samples: ShownSample[] = [];
  let count = 0;
  for await (const moof of fragments) {
    const run = (await runsOf(moof)).find((each) => each.trackId === trackId);
    samples.unshift(...(run?.last ?? []));
    if (samples.length >= REORDER_LIMIT || ++count === MAX_LAST_FRAGMENTS) break;
  }
  return samples;
}

function endOf(
  samples: readonly ShownSample[],
  timescale: number,
  seconds: (ticks: number) => number,
): number | null {
  const last = samples.reduce<ShownSample | null>(
    (latest, sample) => (latest && latest.shownAt > sample.shownAt ? latest : sample),
    null,
  );
  return endOfLastFrame(
    samples.map(({ shownAt }) => seconds(shownAt)),
    last && last.lasts / timescale,
  );
}
