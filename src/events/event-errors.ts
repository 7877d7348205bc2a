import { EventClipsError } from '../common/event-clips-error.js';

export class EventNotFoundError extends EventClipsError {
  constructor() {
    super('EVENT_NOT_FOUND', 404, 'There is no event with this id.');
  }
}

export class RecordingNotFoundError extends EventClipsError {
  constructor() {
    super('RECORDING_NOT_FOUND', 404, 'There is no recording with this id.');
  }
}

/** Nothing was registered of the camera, and nothing was set for it. */
export class CameraNotFoundError extends EventClipsError {
  constructor() {
    super(
      'CAMERA_NOT_FOUND',
      404,
      'No event and no recording of this camera was registered, and nothing was set for it. Check its id.',
    );
  }
}

export class IntervalTooLongError extends EventClipsError {
  constructor(days: number) {
    super(
      'INTERVAL_TOO_LONG',
      400,
      `The interval may last at most ${days} days. Ask for the rest in further calls.`,
    );
  }
}

export class InvalidCursorError extends EventClipsError {
  constructor() {
    super(
      'INVALID_CURSOR',
      400,
      'The cursor is not valid. Pass next_cursor of the previous page unchanged, or omit the cursor.',
    );
  }
}

/** An event that ends before it starts. */
export class ReversedEventError extends EventClipsError {
  constructor() {
    super('VALIDATION_FAILED', 400, 'ended_at must not be before started_at');
  }
}

/** Neither the container of a video nor the caller gives its duration. */
export class UnknownDurationError extends EventClipsError {
  constructor() {
    super(
      'UNREADABLE_SOURCE',
      400,
      'The duration cannot be read from the file. Register it when it is complete, or give duration_seconds.',
    );
  }
}

/** An event would start so far in the future that its clock is likely to be wrong. */
export class FutureEventError extends EventClipsError {
  constructor(latest: Date) {
    super(
      'EVENT_IN_FUTURE',
      400,
      `started_at must not be later than ${latest.toISOString()}. Correct it, or raise MAX_FUTURE_SECONDS if events are known so early.`,
    );
  }
}

/** A recording starts before there were cameras that write files, or in the future. */
export class ImplausibleStartError extends EventClipsError {
  constructor(message: string) {
    super('IMPLAUSIBLE_START', 400, message);
  }
}

/** An event cannot be deleted while its clip is protected. Thrown by the clips module. */
export class ClipProtectedError extends EventClipsError {
  constructor() {
    super(
      'CLIP_PROTECTED',
      409,
      'The clip is protected. Remove the protection first: PATCH {"protected": false} on the clip.',
    );
  }
}
