import type { EncodedPacket } from 'mediabunny';
import type { Sample } from '../../formats/isobmff/write-sample-table.js';
import { beginsWithStartCode, joinLengthPrefixed } from '../../formats/nal-units.js';
import type { EncodedHead, VideoCodec } from '../codec/codec.js';
import { withSetId } from '../codec/with-set-id.js';
import { SmartCutNotPossible } from '../cut-errors.js';
import type { PlannedSegment } from '../plan/cut-planner.js';
import { clipTimeOf } from '../plan/clip-line.js';
import { tailPackets } from '../plan/video-window.js';
import type { SignedGops } from './signed-gops.js';

/** A planned segment with its head encoded. */
export interface ReadySegment extends PlannedSegment {
  encoded: EncodedHead | null;
  /** Is shown every packet that is copied. */
  signed: SignedGops;
}

/** The frames of a segment in decode order, timed for the clip: encoded ones, then copied ones. */
export async function* videoSamples(
  segment: ReadySegment,
  { inBand, tailSetId = null }: { inBand: boolean; tailSetId?: number | null },
): AsyncGenerator<Sample> {
  const { encoded, head, tail, runs, stream } = segment;
  const times = [...(head?.times ?? []), ...(tail?.times ?? [])];
  const shown = times.map((time) => clipTimeOf(runs, time));
  const durations = durationsOf(shown, runs.at(-1)!.toSeconds);
  for (const [i, nals] of (encoded?.frames ?? []).entries()) {
    const prefix = inBand && i === 0 ? encoded!.sets : [];
    yield sampleOf(stream.codec, [...prefix, ...nals], shown[i]!, durations[i]!);
  }
  if (!tail) return;

  const first = head?.times.length ?? 0;
  let i = first;
  for await (const source of tailPackets(stream, tail)) {
    // The same order as when planning, unless the file was changed meanwhile.
    if (source.timestamp !== times[i]) throw new SmartCutNotPossible('timestamps');
    yield copied(segment, source, i === first, shown[i]!, durations[i]!, { inBand, tailSetId });
    if (++i === times.length) return;
  }
  throw new SmartCutNotPossible('damaged');
}

/**
 * A packet without the NAL units that the clip keeps elsewhere or leaves out; most packets have none, and
 * are passed on as they are.
 */
function copied(
  { stream, sets, tail, signed }: ReadySegment,
  source: EncodedPacket,
  isFirst: boolean,
  time: number,
  duration: number,
  { inBand, tailSetId }: { inBand: boolean; tailSetId: number | null },
): Sample {
  const { codec } = stream;
  const nals: readonly Uint8Array[] = stream.nalsOf(source);
  const changed = isFirst ? codec.asTailStart(nals) : nals;
  const kept = changed.filter((nal) => {
    if (!codec.isParameterSet(nal)) return !codec.isLeftOut(nal);
    if (!sets.has(nal)) throw new SmartCutNotPossible('parameter_sets');
    return false;
  });
  const entryPoint = codec.entryPointOf(kept);
  const isAsInFile =
    tailSetId === null &&
    changed.every((nal) => nals.includes(nal)) &&
    !(isFirst && tail!.leading > 0);
  signed.see(kept, source.timestamp, entryPoint !== null && isAsInFile);
  if (inBand && entryPoint) return sampleOf(codec, [...sets.all(), ...kept], time, duration);
  const isWhole =
    tailSetId === null &&
    changed === nals &&
    kept.length === nals.length &&
    stream.lengthSize === 4 &&
    !beginsWithStartCode(source.data);
  if (!isWhole) return sampleOf(codec, withSetId(codec, kept, tailSetId), time, duration);
  return { data: source.data, isKey: entryPoint?.isSync ?? false, time, duration };
}

function sampleOf(
  codec: VideoCodec,
  nals: readonly Uint8Array[],
  time: number,
  duration: number,
): Sample {
  const isKey = codec.entryPointOf(nals)?.isSync ?? false;
  return { data: joinLengthPrefixed(nals), isKey, time, duration };
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
