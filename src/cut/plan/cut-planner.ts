import type { EncodedPacket } from 'mediabunny';
import { SmartCutNotPossible } from '../cut-errors.js';
import type { CutSegment } from '../cut-types.js';
import type { ParameterSets } from '../../formats/h264/parameter-sets.js';
import type { Sps } from '../../formats/h264/sps.js';
import type { Sources } from '../source/sources.js';
import { EPSILON, type VideoStream } from '../source/video-stream.js';
import {
  findStart,
  findTail,
  type Head,
  type WindowStart,
  type WindowTail,
} from './video-window.js';

/** A segment whose packets are found. File time plus `shift` is clip time. */
export interface PlannedSegment {
  stream: VideoStream;
  shift: number;
  sets: ParameterSets;
  sps: Sps;
  head: Head | null;
  tail: (WindowTail & { keyframe: EncodedPacket }) | null;
  /** First frame, and end of the last, in clip time. */
  startsAt: number;
  endsAt: number;
}

/** The clocks of two recordings that follow each other may differ by this much, in seconds. */
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
    const asked = stream.startsAt + segment.from;
    const end = planned.at(-1)?.endsAt ?? null;
    const place = placeOf(segment, startBefore, end);
    // Frames that the segment before ran over are not shown twice.
    const overlap = place === null || end === null ? 0 : Math.max(0, end - place);
    const window = await windowOf(stream, segment, asked + overlap, end === null);
    const start = await findStart(stream, window.from, window.to);
    const first = start.head?.times[0] ?? start.tail!.timestamp;
    const shift = place === null ? (end ?? 0) - first : place - asked;
    startBefore = asked + shift;
    planned.push(await planSegment(stream, start, shift, window.to));
  }
  await checkAlike(planned);
  return planned;
}

/** Clip time of a segment's start by the wall clock; null: right after the end of the one before. */
function placeOf(
  { from, after }: CutSegment,
  startBefore: number,
  end: number | null,
): number | null {
  if (after === null || end === null) return null;
  const place = startBefore + after;
  const isJitter = from <= 0 && place < end && end - place <= JITTER_SECONDS;
  return isJitter ? null : place;
}

/** In the file's own time. */
async function windowOf(
  stream: VideoStream,
  segment: CutSegment,
  from: number,
  isFirst: boolean,
): Promise<{ from: number; to: number }> {
  let to = stream.startsAt + segment.to;
  if (segment.to <= segment.from) {
    const shown = await stream.packets.getPacket(from + EPSILON, { metadataOnly: true });
    if (!shown) throw new SmartCutNotPossible('no_frames');
    from = shown.timestamp;
    to = from + 2 * EPSILON;
  }
  const copies = segment.method === 'copy' && isFirst;
  return { from: copies ? (await stream.keyframeAt(from)).timestamp : from, to };
}

async function planSegment(
  stream: VideoStream,
  { head, tail: keyframe, sets, sps }: WindowStart,
  shift: number,
  to: number,
): Promise<PlannedSegment> {
  const tail = keyframe && { keyframe, ...(await findTail(stream, keyframe, to)) };
  return {
    ...{ stream, shift, sets, sps, head, tail },
    startsAt: (head?.times[0] ?? keyframe!.timestamp) + shift,
    endsAt: (tail ?? head!).endsAt + shift,
  };
}

/** One track has one size: pictures of another would be squeezed into it, or not shown at all. */
async function checkAlike(planned: readonly PlannedSegment[]): Promise<void> {
  const looks = await Promise.all(
    planned.map(async ({ stream }) => {
      const { track } = stream.source.video;
      return [
        await track.getDisplayWidth(),
        await track.getDisplayHeight(),
        await track.getRotation(),
        await track.getFlip(),
      ].join();
    }),
  );
  if (new Set(looks).size > 1) throw new SmartCutNotPossible('sources_differ');
}
