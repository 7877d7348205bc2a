import { SmartCutNotPossible } from '../cut-errors.js';
import type { PictureCoding } from '../codec/codec.js';
import type { ParameterSets } from '../codec/parameter-sets.js';
import type { CutSegment } from '../cut-types.js';
import type { Sources } from '../source/sources.js';
import { EPSILON, type VideoStream } from '../source/video-stream.js';
import {
  findStart,
  findTail,
  type Head,
  type WindowStart,
  type WindowTail,
} from './video-window.js';

/** A segment whose packets are found. */
export interface PlannedSegment {
  stream: VideoStream;
  /** What to add to the file's time to get the time in the clip. */
  shiftSeconds: number;
  sets: ParameterSets;
  coding: PictureCoding;
  head: Head | null;
  tail: WindowTail | null;
  /** First frame, and end of the last, in the clip. */
  fromSeconds: number;
  toSeconds: number;
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
    const stream = await sources.video(segment.path);
    const start = stream.startSeconds + segment.fromSeconds;
    const end = planned.at(-1)?.toSeconds ?? null;
    const place = placeOf(segment, startBefore, end);
    // Frames that the segment before ran over are not shown twice.
    const overlap = place === null || end === null ? 0 : Math.max(0, end - place);
    const window = await windowOf(stream, segment, start + overlap, end === null);
    const found = await findStart(stream, window.from, window.to);
    const first = found.head?.times[0] ?? found.tail!.packet.timestamp;
    const shift = place === null ? (end ?? 0) - first : place - start;
    startBefore = start + shift;
    planned.push(await planSegment(stream, found, shift, window.to));
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

/** In the file's own time. */
async function windowOf(
  stream: VideoStream,
  { fromSeconds, toSeconds, method }: CutSegment,
  from: number,
  isFirst: boolean,
): Promise<{ from: number; to: number }> {
  let to = stream.startSeconds + toSeconds;
  if (toSeconds <= fromSeconds) {
    const shown = await stream.packets.getPacket(from + EPSILON, { metadataOnly: true });
    if (!shown) throw new SmartCutNotPossible('no_frames');
    from = shown.timestamp;
    to = from + 2 * EPSILON;
  }
  const copies = method === 'copy' && isFirst;
  return { from: copies ? (await stream.entryAt(from)).timestamp : from, to };
}

async function planSegment(
  stream: VideoStream,
  { head, tail: start, sets, coding }: WindowStart,
  shiftSeconds: number,
  to: number,
): Promise<PlannedSegment> {
  const tail = start && (await findTail(stream, start, to));
  return {
    ...{ stream, shiftSeconds, sets, coding, head, tail },
    fromSeconds: (head?.times[0] ?? tail!.packet.timestamp) + shiftSeconds,
    toSeconds: (tail ?? head!).endSeconds + shiftSeconds,
  };
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
