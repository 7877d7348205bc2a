import type { EncodedPacket } from 'mediabunny';
import { SmartCutNotPossible } from '../cut-errors.js';
import type { PlannedSegment } from '../plan/cut-planner.js';
import { buildAvcc } from '../../formats/h264/avcc.js';
import { joinLengthPrefixed, nalType, NalType } from '../../formats/h264/nal.js';
import { ParameterSets } from '../../formats/h264/parameter-sets.js';
import { holdsUserData } from '../../formats/h264/sei.js';
import type { Sample } from '../../formats/isobmff/write-sample-table.js';
import type { EncodedHead } from '../head/head-sets.js';
import { isKeyframe, isParameterSet } from '../source/video-stream.js';

/** A planned segment with its head encoded. */
export interface ReadySegment extends PlannedSegment {
  encoded: EncodedHead | null;
}

/** Where a clip keeps its parameter sets. */
export interface ClipSets {
  description: Uint8Array;
  /**
   * Also before every keyframe, because recordings use one id for different sets. Before all or none:
   * a mixture has crashed players.
   */
  inBand: boolean;
}

export function clipSets(segments: readonly ReadySegment[]): ClipSets {
  const all = new ParameterSets();
  let inBand = false;
  for (const { encoded, sets, tail } of segments) {
    for (const nal of [...(encoded?.sets ?? []), ...(tail ? sets.all() : [])]) {
      if (!all.add(nal)) inBand = true;
    }
  }
  return { description: buildAvcc(all.ofKind('sps'), all.ofKind('pps')), inBand };
}

/** The frames of a segment in decode order, timed for the clip: encoded ones, then copied ones. */
export async function* videoSamples(
  segment: ReadySegment,
  inBand: boolean,
): AsyncGenerator<Sample> {
  const { encoded, head, tail, shift } = segment;
  const times = [...(head?.times ?? []), ...(tail?.times ?? [])];
  const durations = durationsOf(times, segment.endsAt - shift);
  for (const [i, nals] of (encoded?.frames ?? []).entries()) {
    const prefix = inBand && i === 0 ? encoded!.sets : [];
    yield sample([...prefix, ...nals], times[i]! + shift, durations[i]!);
  }
  if (!tail) return;

  let i = head?.times.length ?? 0;
  for await (const source of segment.stream.packetsFrom(tail.keyframe)) {
    // The same order as when planning, unless the file was changed meanwhile.
    if (source.timestamp !== times[i]) throw new SmartCutNotPossible('timestamps');
    yield copied(segment, source, times[i]! + shift, durations[i]!, inBand);
    if (++i === times.length) return;
  }
  throw new SmartCutNotPossible('damaged');
}

/**
 * A packet without the NAL units that the clip keeps apart, and without what cameras write about
 * themselves; most have none, and are passed on as is.
 */
function copied(
  { stream, sets }: PlannedSegment,
  source: EncodedPacket,
  time: number,
  duration: number,
  inBand: boolean,
): Sample {
  const nals = stream.nalsOf(source);
  const kept = nals.filter((nal) => {
    if (!isParameterSet(nal)) return nalType(nal) !== NalType.delimiter && !holdsUserData(nal);
    if (!sets.has(nal)) throw new SmartCutNotPossible('parameter_sets');
    return false;
  });
  if (inBand && isKeyframe(nals)) return sample([...sets.all(), ...kept], time, duration);
  if (kept.length < nals.length || stream.lengthSize !== 4) return sample(kept, time, duration);
  return { data: source.data, isKey: isKeyframe(nals), time, duration };
}

function sample(nals: readonly Uint8Array[], time: number, duration: number): Sample {
  return { data: joinLengthPrefixed(nals), isKey: isKeyframe(nals), time, duration };
}

/** How long each frame is shown: until the next in time. */
function durationsOf(times: readonly number[], end: number): number[] {
  const order = times.map((_, i) => i).sort((a, b) => times[a]! - times[b]!);
  const durations = new Array<number>(times.length);
  order.forEach((index, rank) => {
    const next = order[rank + 1];
    durations[index] = (next === undefined ? end : times[next]!) - times[index]!;
  });
  if (durations.some((duration) => duration <= 0)) throw new SmartCutNotPossible('timestamps');
  return durations;
}
