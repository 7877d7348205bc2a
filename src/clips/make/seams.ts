import type { ComparedClip, DecodedGop } from '../../cut/cut-types.js';
import type { FilePart } from '../model/interval.js';
import type { EncodedFrames } from './pictured-frames.js';

/** A decoder fails at a bad seam within the next frames, or not at all. */
const SEAM_MARGIN_FRAMES = 4;
const SEAM_MARGIN_SECONDS = 0.3;

/** A part of a clip that is decoded to verify it. */
export interface Seam extends FilePart {
  /** The frames that it begins with, if they were encoded, and what they were encoded of. */
  readonly head: { readonly frames: number; readonly gop: DecodedGop } | null;
}

/**
 * Each head with the frames after it. Where all packets are copied from an entry point on, comparing them proves more
 * than decoding does.
 */
export function headsOf(clip: Pick<ComparedClip, 'parts' | 'gops' | 'frames' | 'durationSeconds'>) {
  const margin = marginOf(clip);
  return clip.parts.flatMap((part, index): Seam[] => {
    const gop = clip.gops[index];
    if (!gop) return [];
    const { atSeconds, copiedAtSeconds, encodedFrames: frames } = part;
    const end = copiedAtSeconds === null ? endOf(part) : copiedAtSeconds + margin;
    return [{ fromSeconds: atSeconds, toSeconds: end, head: { frames, gop } }];
  });
}

/**
 * Each part that was encoded completely. The first frames of its file are not in the clip where the part before was
 * longer.
 */
export function encodedPartsOf(
  { parts }: Pick<ComparedClip, 'parts'>,
  of: readonly { readonly encodedOf?: EncodedFrames }[],
): Seam[] {
  return parts.flatMap((part, index): Seam[] => {
    const encoded = of[index]!.encodedOf;
    if (!encoded) return [];
    const frames = part.encodedFrames + part.copiedFrames;
    const { pictures, skip } = encoded.gop;
    const gop = { pictures, skip: skip + encoded.frames - frames };
    return [{ fromSeconds: part.atSeconds, toSeconds: endOf(part), head: { frames, gop } }];
  });
}

/** Each place where two segments meet, of a clip that was encoded. */
export function joinsOf(clip: Pick<ComparedClip, 'parts' | 'frames' | 'durationSeconds'>): Seam[] {
  const margin = marginOf(clip);
  return clip.parts.slice(1).map(({ atSeconds }) => ({
    fromSeconds: Math.max(0, atSeconds - margin),
    toSeconds: atSeconds + margin,
    head: null,
  }));
}

function marginOf({
  frames,
  durationSeconds,
}: Pick<ComparedClip, 'frames' | 'durationSeconds'>): number {
  return Math.max(SEAM_MARGIN_SECONDS, (SEAM_MARGIN_FRAMES * durationSeconds) / frames);
}

function endOf({ runs, atSeconds }: ComparedClip['parts'][number]): number {
  return runs.reduce((sum, run) => sum + run.toSeconds - run.fromSeconds, atSeconds);
}
