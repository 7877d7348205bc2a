/** The queue of the jobs that make clips. */
export const CLIP_QUEUE = 'clips';

export interface ClipJob {
  event_id: number;
  /** Attempts that failed for a reason that may pass. */
  failures: number;
  /** Of the HTTP call that requested the clip, for the log. */
  request_id?: string | undefined;
}

/** Of clips that no caller waits for: requested ones go first. */
export const PRIORITY_AUTOMATIC = 0;
export const PRIORITY_REQUESTED = 10;
