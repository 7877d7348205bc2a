import { EventClipsError } from '../event-clips-error.js';

/** Deeper JSON is refused, since class-transformer recurses. */
const MAX_DEPTH = 32;
/** The largest bodies of the contract have 5,001: a thousand recordings with four fields. */
const MAX_VALUES = 10_000;

/** @throws EventClipsError with the code `VALIDATION_FAILED` */
export function checkDepth(levels: number): void {
  if (levels > MAX_DEPTH) refuseBody(`The body may be nested at most ${MAX_DEPTH} levels deep.`);
}

/** @throws EventClipsError with the code `VALIDATION_FAILED` */
export function checkCount(values: number): void {
  if (values > MAX_VALUES) refuseBody(`The body may have at most ${MAX_VALUES} values.`);
}

export function refuseBody(message: string): never {
  throw new EventClipsError('VALIDATION_FAILED', 400, message);
}
