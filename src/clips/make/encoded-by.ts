import type { ComparedClip, CutPart } from '../../cut/cut-types.js';
import type { EncodedFrames, EncodedParts } from '../model/clip-encoding.js';

/**
 * What of a clip was encoded. The encoded frames of a part come first.
 *
 * @param of whether all of a part was encoded before it was cut
 */
export function encodedBy(
  { parts, audio }: Pick<ComparedClip, 'audio'> & { readonly parts: readonly FrameCounts[] },
  of: readonly { readonly isEncoded: boolean }[],
): EncodedParts {
  const encoded_frames: EncodedFrames[] = [];
  let first_frame = 0;
  for (const [index, { encodedFrames, copiedFrames }] of parts.entries()) {
    const all = encodedFrames + copiedFrames;
    const frames = of[index]!.isEncoded ? all : encodedFrames;
    if (frames > 0) encoded_frames.push({ first_frame, frames });
    first_frame += all;
  }
  const isCopied = audio === 'copied' && !of.some(({ isEncoded }) => isEncoded);
  return { encoded_frames, audio: audio === 'none' ? 'none' : isCopied ? 'copied' : 'encoded' };
}

type FrameCounts = Pick<CutPart, 'encodedFrames' | 'copiedFrames'>;

/** What was made of pictures alone, and encoded completely. */
export function allEncoded(frames: number): EncodedParts {
  return { encoded_frames: [{ first_frame: 0, frames }], audio: 'none' };
}
