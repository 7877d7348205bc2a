import { number, object, nullOr, withDefault } from '../../common/stored-json.js';
import { text } from '../../common/stored-json.js';

/** The queue that clips are made from. */
export const CLIP_QUEUE = 'clips';

export interface ClipJob {
  event_id: number;
  /** Tries that failed for a reason that may pass. */
  failures: number;
  /** Of the call that asked for the clip, for the log. */
  request_id: string | null;
}

/** A job's data, as it was stored. */
export const readClipJob = object<ClipJob>({
  event_id: number,
  failures: withDefault(number, 0),
  request_id: withDefault(nullOr(text), null),
});

/** Nobody waits for the answer: people's requests go first. */
export const PRIORITY_AUTOMATIC = 0;
/** Somebody waits for the answer. */
export const PRIORITY_ASKED = 10;
