import { EventClipsError } from '../common/event-clips-error.js';
import type { LockHolder } from '../database/advisory-locks.js';
import type { StopCode } from './dto/cleanup-result.dto.js';

export class CleanupRunningError extends EventClipsError {
  /** @param holder the connection of the run in progress, for operators; null where that run has ended */
  constructor(readonly holder: LockHolder | null = null) {
    super('CLEANUP_RUNNING', 409, 'A cleanup is running already. Try again when it has ended.');
  }
}

/** Ends a run early. What it has done stays done. */
export class CleanupStopped extends Error {
  constructor(
    readonly code: StopCode,
    message: string,
  ) {
    super(message);
    this.name = 'CleanupStopped';
  }
}
