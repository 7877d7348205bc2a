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
