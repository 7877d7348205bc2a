import { EventClipsError } from '../../common/event-clips-error.js';

export class ExportNotFoundError extends EventClipsError {
  constructor() {
    super('EXPORT_NOT_FOUND', 404, 'There is no such export.');
  }
}

export class ExportNotReadyError extends EventClipsError {
  constructor() {
    super('EXPORT_NOT_READY', 409, 'The export has no file: see its status.');
  }
}

export class ExportProtectedError extends EventClipsError {
  constructor() {
    super('EXPORT_PROTECTED', 409, 'The export is protected. Lift the protection first.');
  }
}

export class TooManyExportsError extends EventClipsError {
  constructor() {
    super('QUEUE_FULL', 429, 'Too many exports are waiting to be made. Try again later.');
  }
}

export class ExportTooLargeError extends EventClipsError {
  constructor({ neededBytes, usableBytes }: { neededBytes: number; usableBytes: number }) {
    super(
      'EXPORT_TOO_LARGE',
      507,
      `The export needs about ${neededBytes} bytes on the disk of the clips, which has ${usableBytes} to spare. Export fewer clips, or free some space.`,
    );
  }
}

/** An item that cannot be exported, whatever the reason. */
export class ExportItemError extends EventClipsError {
  constructor(position: number, cause: EventClipsError) {
    super(cause.code, cause.status, `items.${position}: ${cause.message}`, { cause });
  }
}

/** An item that ends in the future, and so cannot be complete. */
export class ItemInFutureError extends EventClipsError {
  constructor() {
    super('INTERVAL_IN_FUTURE', 400, 'to must not lie in the future. Correct it.');
  }
}

/** The file of a clip is missing, or not what was recorded when it was made, whenever it is looked for. */
export class DamagedClipError extends EventClipsError {
  constructor() {
    super(
      'CLIP_DAMAGED',
      503,
      'The file of the clip is missing, or not what was recorded of it. Generate the clip again with "force": true.',
    );
  }
}
