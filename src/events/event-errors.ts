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
      'The cursor is not one of ours. Take it from next_cursor as it is, or leave it out.',
    );
  }
}

/** An event that ends before it starts. */
export class ReversedEventError extends EventClipsError {
  constructor() {
    super('VALIDATION_FAILED', 400, 'ended_at must not be before started_at');
  }
}

/** Video whose container tells no duration, where the caller told none either. */
export class UnknownDurationError extends EventClipsError {
  constructor() {
    super(
      'UNREADABLE_SOURCE',
      400,
      'The file does not tell how long it lasts. Register it when it is complete, or give duration_seconds.',
    );
  }
}

/** A clip that is kept, and its event with it; this room is told by the clips' own. */
export class ClipProtectedError extends EventClipsError {
  constructor() {
    super(
      'CLIP_PROTECTED',
      409,
      'The clip is protected. Lift the protection first: PATCH {"protected": false} on the clip.',
    );
  }
}
