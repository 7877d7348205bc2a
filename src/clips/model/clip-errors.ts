import { EventClipsError } from '../../common/event-clips-error.js';
import type { Thrown } from '../../common/throws.js';
import { ClipProtectedError } from '../../events/event-errors.js';
import { FfmpegError } from '../../ffmpeg/ffmpeg-error.js';

/** Longest clip, in seconds. */
export const MAX_CLIP_SECONDS = 3600;

export class ClipTooLongError extends EventClipsError {
  constructor(seconds: number) {
    super(
      'INVALID_CLIP_DURATION',
      400,
      `The clip would last ${seconds} s. At most ${MAX_CLIP_SECONDS} s can be made: give closer offsets.`,
    );
  }
}

/** Of the one offset that was given, while the default of the other lies on its wrong side. */
export class ReversedWindowError extends EventClipsError {
  constructor(offset: 'start_offset_seconds' | 'end_offset_seconds') {
    super(
      'VALIDATION_FAILED',
      400,
      `${offset} lies beyond the event's other bound. Give both offsets, end at or after start.`,
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
      'Making clips is switched off on this server. Set CLIP_GENERATION_ENABLED=true to switch it on.',
    );
  }
}

export class QueueFullError extends EventClipsError {
  constructor() {
    super('QUEUE_FULL', 429, 'Too many clips are waiting to be made. Try again in a while.');
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
    super('CLIP_PENDING', 409, 'The clip is still being made. Ask again in a while.');
  }
}

/** What a clip may be refused for before it is begun; whatever fails later is part of a good answer. */
export const REFUSALS: Thrown[] = [
  NoClipSourceError,
  new ReversedWindowError('start_offset_seconds'),
  new ClipTooLongError(3610),
  ClipProtectedError,
  QueueFullError,
  GenerationDisabledError,
  new FfmpegError('not_found', { args: [] }),
];
