import type { ClockOption } from '../common/clock.js';
import type { ClipStorage } from './storage/clip-storage.js';

/** The kinds of storage for clips; see storage/storages.ts. */
export type StorageKind = 'folder';

export interface MediaModuleOptions extends ClockOption {
  /** Folders that footage may be read from. One that does not exist yet may appear later. */
  mediaRoots: string[];
  /** Whether the start creates those that are missing. Default false: a missing one may be a disk that is not mounted. */
  makesMediaRoots?: boolean;
  /** The folder of finished clips, and of temporary files. */
  clipsDirectory: string;
  /**
   * Where finished clips and their posters are kept: a kind of storage, or a storage of the host's own. Default:
   * `folder`, which is `clipsDirectory`.
   */
  clipStorage?: StorageKind | ClipStorage;
  /**
   * Whether the start creates the clips folder where it is missing, and finds out, by writing, that clips can
   * be kept. Default true; false for a program that runs beside a service and may have fewer rights.
   */
  keepsClips?: boolean;
  /** The prefix of `/api` in links: a host's global prefix, such as `/nvr`. Default: nothing. */
  linkPrefix?: string;
  /**
   * Path below which an nginx in front of the service has the clips folder (`internal`): it then sends the
   * bytes and evaluates conditions and ranges. Null or left out: the service sends them.
   */
  accelRedirect?: string | null;
  /** Seconds after which a client that reads nothing of an answer is disconnected. Default 60. */
  stalledAfterSeconds?: number;
}

export const MEDIA_OPTIONS = Symbol('MediaModuleOptions');
