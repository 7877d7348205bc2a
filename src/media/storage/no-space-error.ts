import { EventClipsError } from '../../common/event-clips-error.js';
import { errorCode } from '../../common/error-code.js';

export class NoSpaceError extends EventClipsError {
  constructor(options?: ErrorOptions) {
    super(
      'NO_SPACE',
      507,
      'The disk that keeps the clips is full. Free some space, then try again.',
      options,
    );
  }
}

/** Turns the error of a full disk or an exhausted quota into its own; for use in `.catch()`. */
export function nameNoSpace(error: unknown): never {
  if (['ENOSPC', 'EDQUOT'].includes(errorCode(error))) throw new NoSpaceError({ cause: error });
  throw error;
}
