import { PRIORITY_REQUESTED, PRIORITY_REQUESTED_MANY } from '../model/clip-job.js';

/** The share of the queue's limit that the requests of one key may take. The rest is left to others. */
const SHARE = 0.8;
/** A key with more pending requests waits behind keys with fewer. */
const FEW = 10;

/** @param pending requests of the key that are pending already */
export function exceedsShare(pending: number, queueLimit: number): boolean {
  return pending >= Math.max(1, Math.floor(queueLimit * SHARE));
}

/** @param pending as in {@link exceedsShare} */
export function priorityOf(pending: number): number {
  return pending < FEW ? PRIORITY_REQUESTED : PRIORITY_REQUESTED_MANY;
}
