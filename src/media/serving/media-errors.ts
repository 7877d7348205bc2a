import { EventClipsError } from '../../common/event-clips-error.js';

export class ClipFileNotFoundError extends EventClipsError {
  constructor() {
    super('CLIP_NOT_FOUND', 404, 'There is no such clip.');
  }
}

export class PreconditionFailedError extends EventClipsError {
  constructor() {
    super(
      'PRECONDITION_FAILED',
      412,
      'The clip has changed since. Request it without the condition.',
    );
  }
}

export class RangeNotSatisfiableError extends EventClipsError {
  constructor() {
    super(
      'RANGE_NOT_SATISFIABLE',
      416,
      'The clip ends before that range. Content-Range has its size.',
    );
  }
}

export class PosterNotFoundError extends EventClipsError {
  constructor() {
    super('POSTER_NOT_FOUND', 404, 'There is no such poster.');
  }
}
