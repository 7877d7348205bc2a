import type { EncodedHead, HeadJob } from '../codec/codec.js';
import { ParameterSets } from '../codec/parameter-sets.js';
import { SmartCutNotPossible } from '../cut-errors.js';
import type { PlannedSegment } from '../plan/cut-planner.js';
import type { Head } from '../plan/video-window.js';

/** Encoder jobs for the heads of a clip, each under an id that no other parameter set of the clip has. */
export function headJobs(planned: readonly PlannedSegment[]): { segment: number; job: HeadJob }[] {
  const [{ stream }] = planned as [PlannedSegment];
  const { codec } = stream;
  const inUse = new ParameterSets(
    codec,
    planned.flatMap(({ sets }) => sets.all()),
  );
  const ids = codec.freeSetIds(inUse.all());
  return planned.flatMap(({ head, coding }, segment) => {
    if (!head) return [];
    const setId = ids.shift();
    if (setId === undefined) throw new SmartCutNotPossible('parameter_sets');
    const frames = head.times.length;
    const { stream, skip } = head;
    return [
      {
        segment,
        job: {
          codec: codec.name,
          stream,
          skip,
          frames,
          frameRate: frameRateOf(head),
          setId,
          coding,
        },
      },
    ];
  });
}

/** Roughly. A single frame has none. */
function frameRateOf({ times }: Head): number {
  const seconds = times.at(-1)! - times[0]!;
  return seconds > 0 ? Number(((times.length - 1) / seconds).toFixed(3)) : 25;
}

/** Reads an encoded head. Throws `SmartCutNotPossible` unless it has as many frames as the recording. */
export function readHead(
  { stream: { codec }, head }: PlannedSegment,
  bytes: Uint8Array,
  setId: number,
): EncodedHead {
  const encoded = codec.readHead(bytes, setId);
  const { frames } = encoded;
  if (frames.length !== head!.times.length || frames.some((nals) => nals.length === 0)) {
    throw new SmartCutNotPossible('head_frames');
  }
  return encoded;
}
