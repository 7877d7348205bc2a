import { EventClipsError } from '../../common/event-clips-error.js';
import type { Thrown } from '../../common/http/throws.js';
import { TooManyStartsError } from '../../common/request-errors.js';
import { ClipProtectedError } from '../../events/event-errors.js';
import { FfmpegError } from '../../ffmpeg/ffmpeg-error.js';

/** Longest clip, in seconds. */
export const MAX_CLIP_SECONDS = 3600;

export class ClipTooLongError extends EventClipsError {
  constructor(seconds: number) {
    super(
      'INVALID_CLIP_DURATION',
      400,
      `The clip would last ${seconds} s. At most ${MAX_CLIP_SECONDS} s are allowed: move the offsets closer together.`,
    );
  }
}

/** Only one offset was given, and the default of the other bound lies on its wrong side. */
export class ReversedIntervalError extends EventClipsError {
  constructor(offset: 'start_offset_seconds' | 'end_offset_seconds') {
    super(
      'VALIDATION_FAILED',
      400,
      `With the default of the other offset, ${offset} makes the clip end before it starts. Give both offsets.`,
    );
  }
}

export class NoClipSourceError extends EventClipsError {
  constructor() {
    super(
      'NO_CLIP_SOURCE',
      400,
      'There is nothing to make a clip from: the event has no video and no detections, and its camera has no recordings. Register one of them first.',
    );
  }
}

export class GenerationDisabledError extends EventClipsError {
  constructor() {
    super(
      'CLIP_GENERATION_DISABLED',
      503,
      'Clip generation is disabled on this server. Set CLIP_GENERATION_ENABLED=true to enable it.',
    );
  }
}

export class QueueFullError extends EventClipsError {
  constructor() {
    super('QUEUE_FULL', 429, 'Too many clips are waiting to be made. Try again later.');
  }
}

export class KeyQueueFullError extends EventClipsError {
  constructor() {
    super(
      'KEY_QUEUE_FULL',
      429,
      'Too many clips that this key has requested are waiting to be made. Try again once some are done.',
    );
  }
}

export class ClipNotFoundError extends EventClipsError {
  constructor() {
    super('CLIP_NOT_FOUND', 404, 'This event has no clip. Generate one first.');
  }
}

export class NothingPendingError extends EventClipsError {
  constructor() {
    super(
      'NOTHING_PENDING',
      404,
      'No clip of this event is being made, so there is nothing to cancel.',
    );
  }
}

export class ClipPendingError extends EventClipsError {
  constructor() {
    super('CLIP_PENDING', 409, 'The clip is still being made. Try again later.');
  }
}

/** Why a request may be refused before its job starts; what fails later is reported by a 200 answer. */
export const REFUSALS: Thrown[] = [
  NoClipSourceError,
  new ReversedIntervalError('start_offset_seconds'),
  new ClipTooLongError(3610),
  ClipProtectedError,
  QueueFullError,
  KeyQueueFullError,
  new TooManyStartsError(5),
  GenerationDisabledError,
  new FfmpegError('not_found', { args: [] }),
];
