import { ApiHideProperty } from '@nestjs/swagger';
import { Allow, IsIn, IsOptional } from 'class-validator';
import { Example } from '../../../common/http/example.js';
import { IsInstant } from '../../../common/validation/is-instant.js';
import { IsAfter } from '../../../events/fields.js';
import {
  CLIP_CUTS,
  type ClipCut,
  VIDEO_CODEC_CHOICES,
  type VideoCodecChoice,
} from '../../model/clip-options.js';
import type { ClipMethod } from '../../model/clip-method.js';
import type { ClipVideoCodec } from '../../model/clip-video-codec.js';
import type { Gap } from '../../model/gap.js';
import type { SignedVideo } from '../../model/signed-video.js';
import { CAMERA_CLIP } from './examples.js';

/** The query of a clip of a camera. */
export class CameraClipQuery {
  /** Where the clip begins. */
  @IsInstant()
  from!: Date;

  /** Where it ends: after `from`, and at most an hour. */
  @IsInstant()
  @IsAfter('from')
  to!: Date;

  /** How video is cut. Default: as configured, or `smart`. */
  @IsOptional()
  @IsIn(CLIP_CUTS)
  cut?: ClipCut;

  /** `h264` plays everywhere; `original` keeps HEVC, without encoding it. Default: as configured, or `h264`. */
  @IsOptional()
  @IsIn(VIDEO_CODEC_CHOICES)
  video_codec?: VideoCodecChoice;

  // Of signed links.
  @Allow()
  @ApiHideProperty()
  expires?: unknown;
  @Allow()
  @ApiHideProperty()
  signature?: unknown;
  @Allow()
  @ApiHideProperty()
  v?: unknown;
}

/** The same, for the file. */
export class CameraClipFileQuery extends CameraClipQuery {
  /** As a file to save, with a name that people can read. */
  @IsOptional()
  @IsIn(['1'])
  download?: '1';
}

/** A clip of a camera and a time. The fields are those of an event's clip. */
@Example(CAMERA_CLIP)
export class CameraClipResponse {
  camera_id!: string;
  status!: 'completed';
  /** Where the file is served; where keys are in use, signed. */
  clip_url!: string;
  duration_seconds!: number;
  generated_at!: Date;
  file_size_bytes!: number;
  /** What a viewer should know about the footage, as a sentence. */
  message!: string | null;
  /** The start of the first frame of the footage. */
  starts_at!: Date;
  /** The end of the last frame of the footage. */
  ends_at!: Date;
  requested_starts_at!: Date;
  requested_ends_at!: Date;
  /** Parts of the requested interval without footage. */
  gaps!: Gap[];
  /** The longest part that is as the camera signed it; null where there is none. Signatures are not verified. */
  signed_video!: SignedVideo | null;
  /** How the clip was made: the costliest method among its segments. */
  method!: ClipMethod;
  video_codec!: ClipVideoCodec | null;
  /** What players call the codecs of the file (RFC 6381). */
  codecs!: string | null;
  frames!: number;
  width!: number;
  height!: number;
  /** Of the file's bytes, in hexadecimal. */
  sha256!: string;
}
