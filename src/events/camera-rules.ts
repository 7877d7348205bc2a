import type { CameraRule } from '../common/http/camera-rule.js';
import { CameraNotAllowedError } from '../common/request-errors.js';
import { CameraNotFoundError, EventNotFoundError, RecordingNotFoundError } from './event-errors.js';

/* For a caller that is limited to cameras, what belongs to another camera does not exist. */

export const ABOUT_EVENT: CameraRule = {
  about: 'event',
  idIn: ({ id }) => rowId(id),
  refusal: EventNotFoundError,
};

export const ABOUT_RECORDING: CameraRule = {
  about: 'recording',
  idIn: ({ id }) => rowId(id),
  refusal: RecordingNotFoundError,
};

export const ABOUT_CAMERA: CameraRule = {
  about: 'camera',
  idIn: ({ camera_id }) => camera_id ?? null,
  refusal: CameraNotFoundError,
};

/** A call that may create what it names is refused plainly: nothing could be 404. */
export const CHANGES_CAMERA: CameraRule = { ...ABOUT_CAMERA, refusal: CameraNotAllowedError };

/** Null for a malformed id, and for one out of the range of ids. */
function rowId(text: string | undefined): number | null {
  const id = /^[1-9]\d{0,9}$/.test(text ?? '') ? Number(text) : null;
  return id !== null && id <= 2_147_483_647 ? id : null;
}
