import { EventClipsError } from '../common/event-clips-error.js';

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

export class ClipProtectedError extends EventClipsError {
  constructor() {
    super(
      'CLIP_PROTECTED',
      409,
      'The clip is protected. Lift the protection first: PATCH {"protected": false} on the clip.',
    );
  }
}
