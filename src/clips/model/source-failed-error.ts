import type { EventClipsError } from '../../common/event-clips-error.js';
import { ClipGenerationError, type ClipGenerationErrorCode } from './clip-generation-error.js';

/** One source of a clip gives no picture in its part of the interval; another one may. */
export class SourceFailedError extends ClipGenerationError {
  constructor(
    /** Which source it is, for the server alone. */
    readonly key: string,
    cause: EventClipsError & { readonly code: ClipGenerationErrorCode },
  ) {
    super(cause.code, cause.message, { cause });
  }
}
