import type { ClipFormat } from '../../../media/storage/clip-file.js';
import type { ClipGenerationErrorCode } from '../../model/clip-generation-error.js';
import type { ClipMethod } from '../../model/clip-method.js';
import type { Gap } from '../../model/gap.js';
import { Example } from '../../../common/example.js';
import { CLIP_INFO } from './examples.js';

export type ClipStatus = 'none' | 'pending' | 'completed' | 'failed';

/** `status` is the latest request's; every other field describes the file that is served. */
@Example(CLIP_INFO)
export class ClipInfoResponse {
  event_id!: number;
  /** Whether the file is there now. */
  clip_available!: boolean;
  /** Where the file is served; signed where keys are in use. */
  clip_url!: string | null;
  duration_seconds!: number | null;
  generated_at!: Date | null;
  file_size_bytes!: number | null;
  /** The latest request's. */
  status!: ClipStatus;
  /** 0 to 100 while the clip is being made, 100 once it is. */
  progress!: number | null;
  /** What happened, or is waited for, in words for people. */
  message!: string | null;
  /** Why the latest request failed; null otherwise. */
  error_code!: ClipGenerationErrorCode | null;
  /** Whether the event or its footage changed since the clip was made. */
  stale!: boolean;
  format!: ClipFormat | null;
  /** The footage's own first instant. */
  starts_at!: Date | null;
  /** The end of the footage's last frame. */
  ends_at!: Date | null;
  /** The window that was asked for. */
  requested_starts_at!: Date | null;
  requested_ends_at!: Date | null;
  /** Stretches inside the request with no footage. */
  gaps!: Gap[] | null;
  /** How the clip was made; the costliest way used. */
  method!: ClipMethod | null;
  frames!: number | null;
  width!: number | null;
  height!: number | null;
  /** Of the file's bytes, in hexadecimal. */
  sha256!: string | null;
  /** A picture of the clip. */
  poster_url!: string | null;
  /** Kept, with its event, until this is lifted. */
  protected!: boolean;
  protected_reason!: string | null;
}

/** How the making of a clip gets on: the data of one server-sent event. */
export class ClipProgress {
  status!: ClipStatus;
  /** 0 to 100 while the clip is being made, 100 once it is. */
  progress!: number | null;
  message!: string | null;
}

export class ClipGenerateResponse {
  event_id!: number;
  status!: Exclude<ClipStatus, 'none'>;
  /** Null until the clip is made. */
  clip_url!: string | null;
  generated_at!: Date | null;
  message!: string;
  /** Why generation failed; null otherwise. */
  error_code!: ClipGenerationErrorCode | null;
}
