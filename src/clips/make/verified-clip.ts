import type { ClipCut } from '../model/clip-options.js';
import type { Produced } from './produced.js';
import { VerificationError } from './verification-error.js';
import type { Measured } from './verify.js';

/** A temporary file that passed verification. */
export interface VerifiedClip {
  readonly output: string;
  readonly produced: Produced;
  readonly measured: Measured;
}

/**
 * Makes a clip that fails verification once more, with all of it encoded. If that fails too, its error
 * is thrown.
 *
 * @param onRetry called with what was wrong with the first one
 */
export async function withTranscodeFallback(
  attempt: (cut: ClipCut) => Promise<VerifiedClip>,
  cut: ClipCut,
  onRetry: (error: VerificationError) => void,
): Promise<VerifiedClip> {
  try {
    return await attempt(cut);
  } catch (error) {
    if (!(error instanceof VerificationError) || cut === 'transcode') throw error;
    onRetry(error);
    return attempt('transcode');
  }
}
