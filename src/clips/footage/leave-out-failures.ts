import type { FailedSources } from './usable-pieces.js';
import { SourceFailedError } from '../model/source-failed-error.js';

/**
 * Repeats an attempt without the sources that gave no picture, until it succeeds or fails for another
 * reason.
 *
 * @param onFailure called with each failure after which it is repeated
 */
export async function leaveOutFailures<T>(
  attempt: (failed: FailedSources) => Promise<T>,
  onFailure: (error: SourceFailedError) => void,
): Promise<T> {
  const failed = new Map<string, SourceFailedError>();
  for (;;) {
    try {
      return await attempt(failed);
    } catch (error) {
      if (!(error instanceof SourceFailedError) || failed.has(error.key)) throw error;
      failed.set(error.key, error);
      onFailure(error);
    }
  }
}
