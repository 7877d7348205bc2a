import { displayedAt, type Run, shownFrames } from '../../cut/plan/runs.js';
import type { FfmpegRunner } from '../../ffmpeg/ffmpeg-runner.js';
import { ClipGenerationError } from '../model/clip-generation-error.js';
import type { FilePart } from '../model/interval.js';
import { FrameTimes, secondsOf, tickAtOrAfter } from './frame-times.js';
import { type TickRange, type Transcode, transcodeArguments } from './transcode-arguments.js';

/** Decoding starts this much earlier: the first frames after the keyframe of an open GOP are broken. */
const LEAD_SECONDS = 5;

/** What was encoded of a file, in seconds after its first frame. */
export interface Transcoded extends FilePart {
  /** From when on the file shows the part: a frame that began earlier may still be displayed. */
  readonly coveredFromSeconds: number;
}

/**
 * Encodes a part of a file. Returns from the first frame that was encoded to the end of the last one, which
 * is the end of the part at the latest.
 *
 * @throws FfmpegError, ClipGenerationError `UNREADABLE_SOURCE` where there is no frame
 */
export async function transcode(
  runner: FfmpegRunner,
  job: Transcode,
  options: { signal?: AbortSignal; onProgress?: (fraction: number) => void } = {},
): Promise<Transcoded> {
  const { startTimeSeconds } = job.facts;
  const origin = job.facts.video.startTimeSeconds;
  const range = ticksOf(job);

  for (const lead of [LEAD_SECONDS, 12 * LEAD_SECONDS, Infinity]) {
    const seek = Math.max(startTimeSeconds, origin + job.fromSeconds - lead);
    const decoded = await encode(runner, job, range, seek, options);
    // The seek may land too late. A frame at or before the start proves that none is missing.
    const complete = seek <= startTimeSeconds || decoded.earliest <= range.first;
    if (!complete) continue;
    const found = shownOf(decoded, job, range);
    if (!found) break;
    const { shown, displayed } = found;
    if (displayed !== null) await encode(runner, job, rangeOf(displayed, range), seek, options);
    return shown;
  }
  throw new ClipGenerationError(
    'UNREADABLE_SOURCE',
    'No picture of the footage could be read in this interval. The file may be damaged there.',
  );
}

/** Encodes a range of frames. Returns all frames that were decoded for it. */
async function encode(
  runner: FfmpegRunner,
  job: Transcode,
  range: TickRange,
  seek: number,
  { signal, onProgress }: { signal?: AbortSignal; onProgress?: (fraction: number) => void },
): Promise<FrameTimes> {
  const decoded = new FrameTimes();
  await runner.ffmpeg(transcodeArguments(job, range, seek), {
    ...(signal && { signal }),
    onOutput: (chunk) => {
      decoded.add(chunk);
      onProgress?.((decoded.latest - range.first) / (range.end - range.first));
    },
  });
  return decoded;
}

/** An instant is a range of one tick. */
function ticksOf({ facts: { video }, fromSeconds, toSeconds }: Transcode): TickRange {
  const tick = (fileSeconds: number) =>
    tickAtOrAfter(video.startTimeSeconds + fileSeconds, video.timeBase);
  const first = tick(fromSeconds);
  return { first, end: toSeconds > fromSeconds ? tick(toSeconds) : first + 1 };
}

/** An instant shows the frame that is displayed then whole. */
function rangeOf(displayed: number, range: TickRange): TickRange {
  const isInstant = range.end === range.first + 1;
  return isInstant ? { first: displayed, end: displayed + 1 } : { ...range, displayed };
}

/** What a part shows, and the frame that is displayed at its start if none begins in it; null: nothing. */
function shownOf(
  decoded: FrameTimes,
  { facts, fromSeconds: from, toSeconds }: Transcode,
  { first, end }: TickRange,
): { shown: Transcoded; displayed: number | null } | null {
  const unit = secondsOf(facts.video.timeBase);
  const { rising: ticks } = decoded;
  const timeOf = (tick: number) => tick * unit - facts.video.startTimeSeconds;
  const known = { times: ticks.map(timeOf), lastSeconds: 1 / (facts.video.frameRate ?? 25) };
  const inside = ticks.filter((tick) => tick >= first && tick < end).map(timeOf);
  const displayed = inside.length > 0 ? null : displayedAt(known, from);
  if (inside.length === 0 && !displayed) return null;
  const times = displayed ? [displayed.fromSeconds] : inside;
  const window = { from, until: toSeconds > from ? toSeconds : Infinity };
  const { runs, coveredFromSeconds } = shownFrames(times, known, window);
  const [{ fromSeconds }] = runs as [Run];
  return {
    shown: { fromSeconds, toSeconds: runs.at(-1)!.toSeconds, coveredFromSeconds },
    displayed: displayed && ticks.findLast((tick) => tick < first)!,
  };
}
