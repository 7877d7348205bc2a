import { isStale } from '../footage/clip-inputs.js';
import type { ClipRequest } from '../records/clip-request.entity.js';

/**
 * Whether another attempt may have another outcome than the latest request, given the inputs that there are now.
 *
 * @param change `footage`: a file of the clip's time was read a moment ago
 */
export function isWorthTrying(
  request: Pick<ClipRequest, 'state' | 'errorCode' | 'triedWith'> | null,
  inputs: readonly string[],
  change: 'event' | 'footage',
): boolean {
  if (!request) return true;
  const { state, errorCode, triedWith } = request;
  // The keys are the same if a file that was missing is there again.
  if (change === 'footage' && errorCode === 'VIDEO_NOT_FOUND') return true;
  if (triedWith) return isStale(triedWith, inputs);
  return state === 'completed' || errorCode === 'WINDOW_OUTSIDE_FOOTAGE';
}
