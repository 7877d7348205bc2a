import { displayedAt, type Run, shownFrames } from '../../cut/plan/runs.js';
import { shownName } from '../../common/shown-name.js';
import type { FfmpegRunner } from '../../ffmpeg/ffmpeg-runner.js';
import { demuxerNamed } from '../../formats/demuxers.js';
import { ClipGenerationError } from '../model/clip-generation-error.js';
import type { FilePart } from '../model/interval.js';
import { isSeekRight } from './check-seek.js';
import { FrameTimes, secondsOf, tickAtOrAfter } from './frame-times.js';
import { type PicturedFrames, picturedFrames } from './pictured-frames.js';
import {
  hasSought,
  type TickRange,
  type Transcode,
  transcodeArguments,
} from './transcode-arguments.js';

/** Decoding starts this much earlier: the first frames after the keyframe of an open GOP are broken. */
const LEAD_SECONDS = 5;

/** What was encoded of a file, in seconds after its first frame. */
export interface Transcoded extends FilePart {
  /** From when on the file shows the part: a frame that began earlier may still be displayed. */
  readonly coveredFromSeconds: number;
  readonly pictured: PicturedFrames;
}

export interface TranscodeOptions {
  readonly signal?: AbortSignal;
  readonly stalledAfterMs?: number | undefined;
  readonly onProgress?: (fraction: number) => void;
  /** Default: {@link isSeekRight}. */
  readonly checkSeek?: typeof isSeekRight;
}

/**
 * Encodes a part of a file. Where FFmpeg seeks, the packets that it decodes are proven to be those of the file at their
 * times; otherwise it seeks to an earlier place, and at last reads from the beginning. Returns from the first frame that
 * was encoded to the end of the last one, which is the end of the part at the latest.
 *
 * @throws FfmpegError, ClipGenerationError `UNREADABLE_SOURCE` where there is no frame
 */
export async function transcode(
  runner: FfmpegRunner,
  job: Transcode,
  options: TranscodeOptions = {},
): Promise<Transcoded> {
  const { startTimeSeconds } = job.facts;
  const origin = job.facts.video.startTimeSeconds;
  const range = ticksOf(job);

  const { checkSeek = isSeekRight } = options;
  const isRight = async (some: TickRange, seek: number) =>
    !hasSought(job, seek) || checkSeek(runner, job, some, options);

  let hasPictures = false;
  const canSeek = demuxerNamed(job.facts.demuxer)?.canSeek !== false;
  for (const lead of canSeek ? [LEAD_SECONDS, 12 * LEAD_SECONDS, Infinity] : [Infinity]) {
    const seek = Math.max(startTimeSeconds, origin + job.fromSeconds - lead);
    const decoded = await encode(runner, job, range, seek, options);
    checkRising(decoded, job);
    hasPictures ||= decoded.rising.length > 0;
    // The seek may land too late. A frame at or before the start proves that none is missing.
    const complete = !hasSought(job, seek) || decoded.earliest <= range.first;
    if (!complete || !(await isRight(range, seek))) continue;
    const found = shownOf(decoded, job, range);
    if (!found) break;
    const { shown, displayed } = found;
    if (displayed === null)
      return { ...shown, pictured: picturedFrames(decoded.ticks, job, range) };
    const whole = rangeOf(displayed, range);
    const again = await encode(runner, job, whole, seek, options);
    if (!(await isRight(whole, seek))) continue;
    return { ...shown, pictured: picturedFrames(again.ticks, job, whole) };
  }
  const name = shownName(job.path);
  throw new ClipGenerationError(
    'UNREADABLE_SOURCE',
    hasPictures
      ? `${name} has no picture in this interval, only before or after it. Request another interval.`
      : `No picture of ${name} could be read in this interval. The file may be damaged there.`,
  );
}

/** Decoders may give the first frames out of order, but not by more than this. */
const MAX_FALL_SECONDS = 1;

/** Where the timestamps jump back, other frames have those of the part too. */
function checkRising(decoded: FrameTimes, { path, facts }: Transcode): void {
  if (decoded.largestFall * secondsOf(facts.video.timeBase) <= MAX_FALL_SECONDS) return;
  throw new ClipGenerationError(
    'UNREADABLE_SOURCE',
    `The timestamps of ${shownName(path)} jump back in this interval. Write the file again with timestamps that increase.`,
  );
}

/** Encodes a range of frames. Returns all frames that were decoded for it. */
async function encode(
  runner: FfmpegRunner,
  job: Transcode,
  range: TickRange,
  seek: number,
  { signal, stalledAfterMs, onProgress }: TranscodeOptions,
): Promise<FrameTimes> {
  const decoded = new FrameTimes();
  await runner.ffmpeg(transcodeArguments(job, range, seek), {
    ...(signal && { signal }),
    ...(stalledAfterMs !== undefined && { stalledAfterMs }),
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
): { shown: Omit<Transcoded, 'pictured'>; displayed: number | null } | null {
  const unit = secondsOf(facts.video.timeBase);
  const { rising: ticks } = decoded;
  const timeOf = (tick: number) => tick * unit - facts.video.startTimeSeconds;
  const times = ticks.map(timeOf);
  const known = { times, lastSeconds: lastSeconds(times, facts) };
  const inside = ticks.filter((tick) => tick >= first && tick < end).map(timeOf);
  const displayed = inside.length > 0 ? null : displayedAt(known, from);
  if (inside.length === 0 && !displayed) return null;
  const taken = displayed ? [displayed.fromSeconds] : inside;
  const window = { from, until: toSeconds > from ? toSeconds : Infinity };
  const { runs, coveredFromSeconds } = shownFrames(taken, known, window);
  const [{ fromSeconds }] = runs as [Run];
  return {
    shown: { fromSeconds, toSeconds: runs.at(-1)!.toSeconds, coveredFromSeconds },
    displayed: displayed && ticks.findLast((tick) => tick < first)!,
  };
}

/** How long the last frame that was decoded lasts, if the video ends with it. */
function lastSeconds(times: readonly number[], { video }: Transcode['facts']): number {
  const { endTimeSeconds, startTimeSeconds, frameRate } = video;
  const seconds = (endTimeSeconds ?? NaN) - startTimeSeconds - (times.at(-1) ?? NaN);
  return seconds > 0 ? seconds : 1 / (frameRate ?? 25);
}
