import type { ClockOption } from '../common/clock.js';
import type { ClipCut } from './model/clip-options.js';

/** Options of the clips room. Seconds are whole numbers. */
export interface ClipsModuleOptions extends ClockOption {
  /** Whether clips are made at all; those that exist are served either way. Default true. */
  enabled?: boolean;
  /** Seconds shown before an event, 0 to 300. Default 5. */
  preRollSeconds?: number;
  /** Seconds shown after an event, 0 to 300. Default 5. */
  postRollSeconds?: number;
  /** How long a generate call waits for the clip before it answers that it is pending. Default 10. */
  waitSeconds?: number;
  /** Longest time that making one clip may take. Default 600. */
  timeoutSeconds?: number;
  /** Whether this process makes the clips that are asked for. Default true; false leaves them to others. */
  worker?: boolean;
  /** Clips made at the same time by this process. Default: half the cores, at least one. */
  concurrency?: number;
  /** How video is cut where a request does not say. Default `smart`. */
  cut?: ClipCut;
  /** Longest GIF. Default 60. */
  gifMaxSeconds?: number;
  /** How long after its end footage of a window may still land. Default 120. */
  footageGraceSeconds?: number;
  /** Whether an event that has ended gets its clip without being asked for. Default false. */
  autoGenerate?: boolean;
  /** Clips that may wait to be made; beyond it, requests are refused. Default 1000. */
  queueLimit?: number;
  /** `skip` leaves gaps out of the clip and tells them; `fail` makes none. Default `skip`. */
  gaps?: 'skip' | 'fail';
  /** IANA zone of local times in the file names of footage. Default UTC. */
  cameraTimezone?: string;
}
