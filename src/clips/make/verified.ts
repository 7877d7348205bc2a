import type { ClipCut } from '../model/clip-options.js';
import type { Produced } from './produced.js';
import { type Measured, VerificationError } from './verify.js';

/** A temporary file that is what was planned. */
export interface Verified {
  readonly output: string;
  readonly produced: Produced;
  readonly measured: Measured;
}

/**
 * What fails verification is made once more, all of it encoded; should that fail too, the error stands.
 *
 * @param onRetry told why, as the method that was to be exact was not
 */
export async function orByTranscode(
  attempt: (cut: ClipCut) => Promise<Verified>,
  cut: ClipCut,
  onRetry: (error: VerificationError) => void,
): Promise<Verified> {
  try {
    return await attempt(cut);
  } catch (error) {
    if (!(error instanceof VerificationError) || cut === 'transcode') throw error;
    onRetry(error);
    return attempt('transcode');
  }
}
