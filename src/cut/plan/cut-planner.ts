import { SmartCutNotPossible } from '../cut-errors.js';
import type { CutSegment } from '../cut-types.js';
import type { Sources } from '../source/sources.js';
import { EPSILON, type VideoStream } from '../source/video-stream.js';
import { type PlannedRun, withoutHoles } from './clip-line.js';
import { findFrames, type WindowFrames } from './find-frames.js';
import type { Window } from './runs.js';

/** A segment whose packets are found. */
export interface PlannedSegment extends Omit<WindowFrames, 'runs'> {
  stream: VideoStream;
  /** Its frames, divided at holes of the recording, which the clip leaves out. */
  runs: PlannedRun[];
}

/** The clocks of two recordings that follow each other may differ by this much. */
const JITTER_SECONDS = 0.25;

/** The segments of a clip one after the other. */
export async function planSegments(
  sources: Sources,
  segments: readonly CutSegment[],
): Promise<PlannedSegment[]> {
  sources.expect(segments);
  const planned: PlannedSegment[] = [];
  /** Clip time at which the segment before starts; its first frame may come later than that. */
  let startBefore = 0;
  for (const segment of segments) {
    const stream = await sources.video(segment);
    const start = stream.startSeconds + segment.fromSeconds;
    const end = planned.at(-1)?.runs.at(-1)!.toSeconds ?? null;
    const place = placeOf(segment, startBefore, end);
    // Frames that the segment before ran over are not shown twice.
    const overlap = place === null || end === null ? 0 : Math.max(0, end - place);
    const window = await windowOf(stream, segment, start + overlap, end === null);
    const isWhole = segment.method === 'whole';
    const { runs, ...found } = await findFrames(stream, window, isWhole);
    // A keyframe long before the segment is no reason to show what is not in it.
    if (runs.at(-1)!.toSeconds <= start + overlap) throw new SmartCutNotPossible('no_frames');
    const shift = place === null ? (end ?? 0) - runs[0]!.fromSeconds : place - start;
    planned.push({ stream, ...found, runs: withoutHoles(runs, shift) });
    startBefore = start + planned.at(-1)!.runs.at(-1)!.shiftSeconds;
  }
  await checkAlike(planned);
  return planned;
}

/** Clip time of a segment's start by the wall clock; null: right after the end of the one before. */
function placeOf(
  { fromSeconds, afterSeconds }: CutSegment,
  startBefore: number,
  end: number | null,
): number | null {
  if (afterSeconds === null || end === null) return null;
  const place = startBefore + afterSeconds;
  const isJitter = fromSeconds <= 0 && place < end && end - place <= JITTER_SECONDS;
  return isJitter ? null : place;
}

async function windowOf(
  stream: VideoStream,
  { fromSeconds, toSeconds, method }: CutSegment,
  from: number,
  isFirst: boolean,
): Promise<Window> {
  const copies = method === 'copy' && isFirst;
  const isInstant = toSeconds <= fromSeconds;
  const to = isInstant ? from + 2 * EPSILON : stream.startSeconds + toSeconds;
  return {
    from: copies ? await shownEntryAt(stream, from) : from,
    to,
    until: isInstant ? Infinity : to,
  };
}

/** The time of the entry point at or before `from`; `from` itself where an edit list hides that. */
async function shownEntryAt(stream: VideoStream, from: number): Promise<number> {
  const { timestamp } = await stream.entryAt(from);
  return timestamp < stream.startSeconds - EPSILON ? from : timestamp;
}

/**
 * A track has one codec and one size: other pictures would not be decoded, or would be squeezed into that
 * size.
 */
async function checkAlike(planned: readonly PlannedSegment[]): Promise<void> {
  const looks = await Promise.all(
    planned.map(async ({ stream }) => {
      const { track } = stream.source.video;
      return [
        stream.codec.name,
        await track.getDisplayWidth(),
        await track.getDisplayHeight(),
        await track.getRotation(),
        await track.getFlip(),
      ].join();
    }),
  );
  if (new Set(looks).size > 1) throw new SmartCutNotPossible('sources_differ');
}
