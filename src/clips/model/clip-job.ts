import { number, object, nullOr, text, withDefault } from '../../common/stored/stored-json.js';

/** The queue of the jobs that make clips. */
export const CLIP_QUEUE = 'clips';

/** What a job remembers of its attempts. */
export interface Tries {
  /** Attempts that failed for a reason that may pass. */
  failures: number;
  /** Attempts of which the system ended a process. */
  kills: number;
}

export interface ClipJob extends Tries {
  event_id: number;
  /** Of the HTTP call that requested the clip, for the log. */
  request_id: string | null;
}

/** A job's data, as it was stored. */
export const readClipJob = object<ClipJob>({
  event_id: number,
  failures: withDefault(number, 0),
  kills: withDefault(number, 0),
  request_id: withDefault(nullOr(text), null),
});

/** Of clips that no caller waits for: requested ones go first. */
export const PRIORITY_AUTOMATIC = 0;
/** Of requested clips of a key that has many. */
export const PRIORITY_REQUESTED_MANY = 5;
export const PRIORITY_REQUESTED = 10;
