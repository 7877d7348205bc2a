import type { ByteReader } from '../../byte-reader.js';
import { type FileTimes, FIRST_FRAMES, isSpan } from '../../file-times.js';
import { endOfLastFrame } from '../../last-frame.js';
import { ordinary } from '../../unusual.js';
import { contentOf, has, one } from '../boxes.js';
import { delayOf } from './edits.js';
import { lastValues, readRuns, type RunTable } from './run-table.js';
import type { Track } from './track.js';

/** The encoder's delay at the start of audio, which players skip; a longer one is an edit. */
const MAX_PRIMING_SAMPLES = 4096;

/**
 * Reads the times from the tracks' sample tables. The durations in the headers do not count: recorders
 * leave them out, and a late start counts into that of the movie.
 */
export async function tableTimes(
  reader: ByteReader,
  tracks: readonly Track[],
  movieTimescale: number,
): Promise<FileTimes> {
  const starts: number[] = [];
  let video: FileTimes['video'] | null = null;
  for (const track of tracks) {
    const durations = await readRuns(reader, one(track.table, 'stts'));
    ordinary(durations.samples > 0 && durations.samples === (await sampleCount(reader, track)));
    const first = await firstOffset(reader, track);
    const start = startOf(track, first, movieTimescale);
    starts.push(start);
    const edit = { shownSeconds: shownSeconds(track, movieTimescale), tick: 1 / movieTimescale };
    if (track.kind === 'vide') {
      video = await videoTimes(reader, track, { first, start, durations, edit });
    } else ordinary(edit.shownSeconds >= soundSeconds(track, durations.total) - edit.tick / 2);
  }
  ordinary(video !== null);
  return { startTimeSeconds: Math.min(...starts), video };
}

/** Of the sample tables (8.7.3). */
export async function sampleCount(reader: ByteReader, { table }: Track): Promise<number> {
  return (await contentOf(reader, one(table, 'stsz'), 12)).readUInt32BE(8);
}

/** What is known of a track of video before its last frames are read. */
interface Beginning {
  /** How long after its decoding the first frame is shown, in units of the track. */
  readonly first: number;
  /** In seconds. */
  readonly start: number;
  readonly durations: RunTable;
  /** How much of the track its edit shows, and the unit that is written in, in seconds. */
  readonly edit: { readonly shownSeconds: number; readonly tick: number };
}

/** When the first frame of video is shown, and the end of the last one. */
async function videoTimes(
  reader: ByteReader,
  track: Track,
  { first, start, durations, edit }: Beginning,
): Promise<FileTimes['video']> {
  const { timescale } = track;
  const { samples, total } = durations;
  const { shownAt, lasts } = await lastFrames(reader, track, total);
  // Times of the table begin with the first frame's decoding; it is shown at `start`.
  const seconds = (ticks: number) => start + (ticks - first) / timescale;
  const whole = endOfLastFrame(shownAt.map(seconds), lasts / timescale);
  ordinary(whole !== null && isSpan(start, whole));
  const editEnd = start + edit.shownSeconds;
  // An ordinary edit leaves out no frame, but may end within the last one.
  ordinary(editEnd > seconds(Math.max(...shownAt)) + edit.tick);
  const end = editEnd < whole - edit.tick / 2 ? editEnd : whole;
  // Not from the total duration, into which the last frame may count with hours.
  const ticks = samples > 1 ? Math.max(...shownAt) - first : lasts;
  const frameRate = (Math.max(1, samples - 1) * timescale) / ticks;
  ordinary(ticks > 0);
  return { startTimeSeconds: start, endTimeSeconds: end, frameRate };
}

/** When the last frames are shown, in the table's ticks, and how long the last one of them lasts. */
async function lastFrames(reader: ByteReader, { table }: Track, total: number) {
  const durations = await lastValues(reader, one(table, 'stts'), FIRST_FRAMES, { signed: false });
  const written = has(table, 'ctts')
    ? await lastValues(reader, one(table, 'ctts'), FIRST_FRAMES, { signed: true })
    : [];
  const offsets = written.length > 0 ? written : durations.map(() => 0);
  ordinary(offsets.length === durations.length);
  let decodedAt = total - durations.reduce((sum, duration) => sum + duration, 0);
  let lasts = 0;
  let latest = -Infinity;
  const shownAt: number[] = [];
  for (const [index, duration] of durations.entries()) {
    const time = decodedAt + offsets[index]!;
    if (time > latest) [latest, lasts] = [time, duration];
    shownAt.push(time);
    decodedAt += duration;
  }
  return { shownAt, lasts };
}

/** How long after its decoding the first frame is shown (8.6.1.3), in units of the track. */
async function firstOffset(reader: ByteReader, { table }: Track): Promise<number> {
  if (!has(table, 'ctts')) return 0;
  const offsets = await contentOf(reader, one(table, 'ctts'), 16);
  return offsets.readUInt32BE(4) > 0 ? offsets.readInt32BE(12) : 0;
}

/** Only a late start and the delay of coding are ordinary edits. */
function startOf({ kind, edits, timescale }: Track, first: number, units: number): number {
  const shown = edits.at(-1);
  if (!shown) return first / timescale;
  const skips = kind === 'soun' ? shown.mediaTime : shown.mediaTime - first;
  ordinary(skips >= 0 && skips <= (kind === 'soun' ? MAX_PRIMING_SAMPLES : 0));
  return delayOf(edits, timescale, units) / timescale;
}

/** How long the track is shown; all of it where it has no edit. */
function shownSeconds({ edits }: Track, units: number): number {
  return (edits.at(-1)?.duration ?? Infinity) / units;
}

/** How long sound is that is shown completely. */
function soundSeconds({ edits, timescale }: Track, total: number): number {
  return (total - (edits.at(-1)?.mediaTime ?? 0)) / timescale;
}
