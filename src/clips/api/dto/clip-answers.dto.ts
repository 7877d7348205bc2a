import type { ClipStatus } from '../../../events/clips/event-clips.js';
import type { ClipFormat } from '../../../media/storage/clip-file.js';
import type { ClipGenerationErrorCode } from '../../model/clip-generation-error.js';
import type { ClipMethod } from '../../model/clip-method.js';
import type { ClipVideoCodec } from '../../model/clip-video-codec.js';
import type { Gap } from '../../model/gap.js';
import type { SignedVideo } from '../../model/signed-video.js';
import type { RenditionUrls } from '../../../media/serving/rendition-urls.dto.js';
import { Example } from '../../../common/http/example.js';
import { CLIP_INFO } from './examples.js';

/** `status` is that of the latest request; the other fields describe the file that is served. */
@Example(CLIP_INFO)
export class ClipInfoResponse {
  event_id!: number;
  /** Whether the file exists. */
  clip_available!: boolean;
  /** Where the file is served; where keys are in use, signed for callers with the scope `read`. */
  clip_url!: string | null;
  /** Where its renditions are served, likewise, but for those that would be the clip itself. Null for a GIF. */
  rendition_urls!: RenditionUrls | null;
  duration_seconds!: number | null;
  generated_at!: Date | null;
  file_size_bytes!: number | null;
  /** Of the latest request. */
  status!: ClipStatus;
  /** 0 to 100 while the clip is being made, 100 once it is. */
  progress!: number | null;
  /** What happened, or what the clip waits for, as a sentence. */
  message!: string | null;
  /** Why the latest request failed; null otherwise. */
  error_code!: ClipGenerationErrorCode | null;
  /** Whether the event or its footage changed since the clip was made. */
  stale!: boolean;
  format!: ClipFormat | null;
  /** The start of the first frame of the footage. */
  starts_at!: Date | null;
  /** The end of the last frame of the footage. */
  ends_at!: Date | null;
  /** The interval that was requested. */
  requested_starts_at!: Date | null;
  requested_ends_at!: Date | null;
  /** Parts of the requested interval without footage. */
  gaps!: Gap[] | null;
  /** The longest part that is as the camera signed it; null where there is none. Signatures are not verified. */
  signed_video!: SignedVideo | null;
  /** How the clip was made: the costliest method among its segments. */
  method!: ClipMethod | null;
  /** Null for a GIF. */
  video_codec!: ClipVideoCodec | null;
  /**
   * What players call the codecs of the file (RFC 6381); null for a GIF, and for a clip that an earlier version made.
   */
  codecs!: string | null;
  frames!: number | null;
  width!: number | null;
  height!: number | null;
  /** Of the file's bytes, in hexadecimal. */
  sha256!: string | null;
  /** A picture of the clip. */
  poster_url!: string | null;
  /** The time of day as WebVTT, for `<track>`; null for a clip of still frames, and for a GIF. */
  subtitles_url!: string | null;
  /** A protected clip is kept, and its event with it. */
  protected!: boolean;
  protected_reason!: string | null;
}

/** The progress of a clip: the data of one server-sent event. */
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
  /** Where its renditions are served, but for those that would be the clip itself. Null for a GIF. */
  rendition_urls!: RenditionUrls | null;
  generated_at!: Date | null;
  message!: string;
  /** Why generation failed; null otherwise. */
  error_code!: ClipGenerationErrorCode | null;
  /** Null until the clip is made, and for a GIF. */
  video_codec!: ClipVideoCodec | null;
  /** What players call the codecs of the file (RFC 6381). Null as above, and for a clip that an earlier version made. */
  codecs!: string | null;
  /** The longest part that is as the camera signed it; left out where there is none. Signatures are not verified. */
  signed_video?: SignedVideo;
}
