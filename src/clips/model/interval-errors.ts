import { EventClipsError } from '../../common/event-clips-error.js';
import { TooManyStartsError } from '../../common/request-errors.js';
import type { Thrown } from '../../common/http/throws.js';
import { FfmpegError } from '../../ffmpeg/ffmpeg-error.js';
import {
  GenerationDisabledError,
  KeyQueueFullError,
  MAX_CLIP_SECONDS,
  QueueFullError,
} from './clip-errors.js';

export class IntervalClipTooLongError extends EventClipsError {
  constructor(seconds: number) {
    super(
      'INVALID_CLIP_DURATION',
      400,
      `to lies ${seconds} s after from. At most ${MAX_CLIP_SECONDS} s are allowed: ask for the rest in further calls.`,
    );
  }
}

export class IntervalInFutureError extends EventClipsError {
  constructor(latest: Date) {
    super(
      'INTERVAL_IN_FUTURE',
      400,
      `from must not be later than ${latest.toISOString()}. Correct it.`,
    );
  }
}

/** The camera has recorded nothing in the interval, or its footage is gone. */
export class NoFootageError extends EventClipsError {
  constructor(why: string) {
    super('NO_FOOTAGE', 404, why);
  }
}

/** The clip could not be made. It is tried again by the first request after the seconds in `Retry-After`. */
export class IntervalClipFailedError extends EventClipsError {
  constructor(
    code: string,
    why: string,
    override readonly retryAfterSeconds: number,
  ) {
    super(code, 503, why);
  }
}

/** How long a failure is answered before it is tried again, unless there is new footage. */
export const FAILURE_LASTS_SECONDS = 30;

/** Codes of failures that say that there is no footage. */
const NO_FOOTAGE = new Set(['WINDOW_OUTSIDE_FOOTAGE', 'VIDEO_NOT_FOUND']);

export function isNoFootage(code: string): boolean {
  return NO_FOOTAGE.has(code);
}

/** A failure to make something of a camera's footage, as answers give it. */
export function failureAnswer(
  { code, message }: { readonly code: string; readonly message: string },
  retryAfterSeconds: number,
): EventClipsError {
  return isNoFootage(code)
    ? new NoFootageError(message)
    : new IntervalClipFailedError(code, message, retryAfterSeconds);
}

const FAILURES = {
  CLIPS_FOLDER_UNUSABLE: 'The clips folder may not be used. Check its mount and owner.',
  FFMPEG_FAILED: 'The clip could not be made. The log has the details.',
  NO_SPACE: 'The disk is full. Free some space and try again.',
  PROCESS_KILLED: 'The system ended FFmpeg before it was done.',
  TIMED_OUT: 'Making the clip took longer than allowed. Request a shorter clip.',
  UNREADABLE_SOURCE: 'The footage cannot be read.',
};

/** Why nothing could be made of what a camera has recorded at a time. */
export const NOTHING_MADE: Thrown[] = [
  new NoFootageError(
    'The camera has no recording from 2026-01-03T10:30:00.000Z to 2026-01-03T10:31:00.000Z.',
  ),
  ...Object.entries(FAILURES).map(
    ([code, why]) => new IntervalClipFailedError(code, why, FAILURE_LASTS_SECONDS),
  ),
];

/** Why there is no clip of a camera and a time. */
export const NO_INTERVAL_CLIP: Thrown[] = [
  new IntervalClipTooLongError(3601),
  new IntervalInFutureError(new Date(Date.UTC(2026, 0, 4, 10, 30))),
  ...NOTHING_MADE,
  QueueFullError,
  KeyQueueFullError,
  new TooManyStartsError(5),
  GenerationDisabledError,
  new FfmpegError('not_found', { args: [] }),
];
