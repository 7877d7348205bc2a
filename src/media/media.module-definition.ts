import type { ClockOption } from '../common/clock.js';

export interface MediaModuleOptions extends ClockOption {
  /** Folders that footage may be read from. One that does not exist yet may appear later. */
  mediaRoots: string[];
  /** Whether the start makes those that are missing. Default false: a missing one may be a disk that is not mounted. */
  makesMediaRoots?: boolean;
  /** The folder that finished clips are kept in. */
  clipsDirectory: string;
  /**
   * Whether the start creates the clips folder where it is missing, and finds out, by writing, that clips can
   * be kept. Default true; false for a program that runs beside a service and may have fewer rights.
   */
  keepsClips?: boolean;
  /** What stands before `/api` in links: a host's global prefix, such as `/nvr`. Default: nothing. */
  linkPrefix?: string;
  /**
   * Path below which an nginx in front of the service has the clips folder (`internal`): it sends the
   * bytes then, and judges conditions and ranges. Null or left out: they are sent from here.
   */
  accelRedirect?: string | null;
  /** How long a client may take nothing of an answer before it is cut off, in seconds. Default 60. */
  stalledAfterSeconds?: number;
}

export const MEDIA_OPTIONS = Symbol('MediaModuleOptions');
