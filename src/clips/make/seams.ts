import type { CutResult } from '../../cut/cut-types.js';
import type { FilePart } from '../model/interval.js';

/** A decoder fails at a bad seam within the next frames, or not at all. */
const SEAM_MARGIN_FRAMES = 4;
const SEAM_MARGIN_SECONDS = 0.3;

/** Each head with the frames after it, and each place where two segments meet. */
export function seamsOf({
  parts,
  frames,
  durationSeconds,
}: Pick<CutResult, 'parts' | 'frames' | 'durationSeconds'>): FilePart[] {
  const frameSeconds = durationSeconds / frames;
  const margin = Math.max(SEAM_MARGIN_SECONDS, SEAM_MARGIN_FRAMES * frameSeconds);
  return parts.flatMap((part, index) => {
    const { atSeconds, copiedAtSeconds, encodedFrames } = part;
    const meets = index > 0 || (encodedFrames > 0 && copiedAtSeconds !== null);
    if (!meets) return [];
    const shown = part.runs.reduce((sum, run) => sum + run.toSeconds - run.fromSeconds, 0);
    const headEndsAt = copiedAtSeconds ?? atSeconds + shown;
    return [{ fromSeconds: Math.max(0, atSeconds - margin), toSeconds: headEndsAt + margin }];
  });
}
