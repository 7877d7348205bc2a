import type { ClockOption } from '../common/clock.js';
import type { RenditionName } from '../media/storage/clip-file.js';
import type { ClipCut, VideoCodecChoice } from './model/clip-options.js';

/** Options of the clips module. Seconds are whole numbers. */
export interface ClipsModuleOptions extends ClockOption {
  /** Whether clips are made; existing ones are served in any case. Default true. */
  enabled?: boolean;
  /** Seconds shown before an event, 0 to 300. Default 5. */
  preRollSeconds?: number;
  /** Seconds shown after an event, 0 to 300. Default 5. */
  postRollSeconds?: number;
  /** How long a generate call waits before it answers that the clip is pending. Default 10. */
  waitSeconds?: number;
  /** How long making one clip may take. Default 600. */
  timeoutSeconds?: number;
  /** Whether this process makes clips; false leaves them to other processes. Default true. */
  worker?: boolean;
  /** How many clips this process makes at a time. Default: half the cores, at least one. */
  concurrency?: number;
  /** How video is cut where a request does not choose. Default `smart`. */
  cut?: ClipCut;
  /** The codec of clips where a request does not choose: `original` keeps HEVC. Default `h264`. */
  videoCodec?: VideoCodecChoice;
  /** The longest GIF. Default 60. */
  gifMaxSeconds?: number;
  /** How long after the end of its interval a clip waits for missing footage. Default 120. */
  footageGraceSeconds?: number;
  /** Whether clips are made, and made again when their event or footage has changed, without a request. Default false. */
  autoGenerate?: boolean;
  /** How many clips may wait to be made; further requests are refused. Default 1000. */
  queueLimit?: number;
  /** How many clips and renditions one API key may start to have made within a minute, in this process; 0: any number. Default 600. */
  startsPerMinute?: number;
  /** `skip` leaves gaps out of the clip and lists them; `fail` makes no clip with gaps. Default `skip`. */
  gaps?: 'skip' | 'fail';
  /** Bytes that all clips of cameras without an event may take. Default 5 GB. */
  intervalClipsMaxBytes?: number;
  /** Hours after which such a clip is removed. Default 24. */
  intervalClipsTtlHours?: number;
  /** Bytes that the rendition `notify` of a clip may have. Default 5 MB. */
  notifyMaxBytes?: number;
  /** The renditions that are made of each clip without a request. Default: none. */
  renditionsInAdvance?: readonly RenditionName[];
  /** IANA zone of local times in the file names of footage. Default UTC. */
  cameraTimezone?: string;
  /** How the paths of footage files write their start, such as `%path/%Y-%m-%d_%H-%M-%S`. Default: as known. */
  cameraFilePattern?: string | null;
}
