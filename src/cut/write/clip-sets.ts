import type { TrackCodec, VideoCodec } from '../codec/codec.js';
import { ParameterSets } from '../codec/parameter-sets.js';
import { withSetId } from '../codec/with-set-id.js';
import { SmartCutNotPossible } from '../cut-errors.js';
import type { ReadySegment } from './video-samples.js';

/** Where a clip keeps its parameter sets. */
export interface ClipSets {
  track: TrackCodec;
  /**
   * Whether they also precede every entry point, because recordings use one id for different sets. They
   * precede all or none: a mixture has crashed players.
   */
  inBand: boolean;
  /** The id that the sets of each segment's tail get instead of their own; null: they keep those. */
  tailSetIds: (number | null)[];
}

export function clipSets(segments: readonly ReadySegment[]): ClipSets {
  const { codec } = segments[0]!.stream;
  const all = new ParameterSets(codec);
  const own = segments.flatMap(({ encoded, sets }) => [...(encoded?.sets ?? []), ...sets.all()]);
  const freeIds = codec.withSetId ? codec.freeSetIds(own) : [];
  let inBand = false;
  const tailSetIds = segments.map(({ encoded, sets, tail }) => {
    for (const nal of encoded?.sets ?? []) if (!all.add(nal)) inBand = true;
    if (!tail) return null;
    const ofTail = sets.all();
    const fit = ofTail.every((nal) => all.fits(nal));
    const id = fit || !codec.withSetId ? null : tailSetId(codec, ofTail, all, freeIds);
    for (const nal of withSetId(codec, ofTail, id)) {
      if (all.add(nal)) continue;
      // Two sets of one recording that have the same id now.
      if (id !== null) throw new SmartCutNotPossible('set_ids');
      inBand = true;
    }
    return id;
  });
  return { track: codec.trackCodec(all.all()), inBand, tailSetIds };
}

/** The first id under which no other sets are in the clip; equal ones of another recording may be. */
function tailSetId(
  codec: VideoCodec,
  sets: readonly Uint8Array[],
  all: ParameterSets,
  freeIds: readonly number[],
): number {
  const found = freeIds.find((id) => withSetId(codec, sets, id).every((nal) => all.fits(nal)));
  if (found === undefined) throw new SmartCutNotPossible('set_ids');
  return found;
}
