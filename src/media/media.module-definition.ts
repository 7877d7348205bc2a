import type { ClockOption } from '../common/clock.js';

export interface MediaModuleOptions extends ClockOption {
  /** Folders that footage may be read from. One that does not exist yet may appear later. */
  mediaRoots: string[];
  /** The folder that finished clips are kept in, made at start where it is missing. */
  clipsDirectory: string;
  /** What stands before `/api` in links: a host's global prefix, such as `/nvr`. Default: nothing. */
  linkPrefix?: string;
}

export const MEDIA_OPTIONS = Symbol('MediaModuleOptions');
