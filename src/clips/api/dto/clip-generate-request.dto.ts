import { ApiProperty } from '@nestjs/swagger';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  Max,
  Min,
  Validate,
  type ValidationArguments,
  ValidatorConstraint,
  type ValidatorConstraintInterface,
} from 'class-validator';
import { CLIP_FORMATS, type ClipFormat } from '../../../media/storage/clip-file.js';
import {
  CLIP_CUTS,
  CLIP_SOURCES,
  type ClipCut,
  type ClipSource,
  VIDEO_CODEC_CHOICES,
  type VideoCodecChoice,
} from '../../model/clip-options.js';
import type { ClipChoices } from '../../model/requested-clip.js';
import { Example } from '../../../common/http/example.js';
import { CLIP_GENERATION } from './examples.js';

@ValidatorConstraint({ name: 'isNotBeforeStart' })
class IsNotBeforeStart implements ValidatorConstraintInterface {
  validate(end: unknown, { object }: ValidationArguments): boolean {
    const start = (object as ClipGenerateRequest).start_offset_seconds;
    return typeof start !== 'number' || typeof end !== 'number' || end >= start;
  }

  defaultMessage(): string {
    return 'end_offset_seconds must be at or after start_offset_seconds';
  }
}

/** The body of `POST /api/events/{id}/clip/generate`; every field may be left out. */
@Example(CLIP_GENERATION)
export class ClipGenerateRequest {
  /** Seconds from the event's start at which the clip begins. Default: the configured pre-roll. */
  @ApiProperty({ type: 'integer' })
  @IsOptional()
  @IsInt()
  @Min(-30)
  @Max(3600)
  start_offset_seconds?: number | null;

  /** Seconds from the event's start at which the clip ends. Default: the event's end and the post-roll. */
  @ApiProperty({ type: 'integer' })
  @IsOptional()
  @IsInt()
  @Min(-30)
  @Max(3600)
  @Validate(IsNotBeforeStart)
  end_offset_seconds?: number | null;

  /** Makes the clip again even if a good one exists. */
  @IsOptional()
  @IsBoolean()
  force?: boolean | null;

  /** Frames per second of a clip made of still frames. Default 2. */
  @ApiProperty({ type: 'integer' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(60)
  fps?: number | null;

  /** Default `mp4`. */
  @IsOptional()
  @IsIn(CLIP_FORMATS)
  output_format?: ClipFormat | null;

  /** `auto` (default) prefers video and falls back to still frames. */
  @IsOptional()
  @IsIn(CLIP_SOURCES)
  source?: ClipSource | null;

  /** How video is cut. Default: as configured, or `smart`. */
  @IsOptional()
  @IsIn(CLIP_CUTS)
  cut?: ClipCut | null;

  /**
   * `h264` plays everywhere; `original` keeps HEVC, without encoding it. A clip of the other codec is made again.
   * Default: as configured, or `h264`.
   */
  @IsOptional()
  @IsIn(VIDEO_CODEC_CHOICES)
  video_codec?: VideoCodecChoice | null;
}

export function clipChoices(body: ClipGenerateRequest): ClipChoices {
  return {
    startOffsetSeconds: body.start_offset_seconds,
    endOffsetSeconds: body.end_offset_seconds,
    source: body.source,
    format: body.output_format,
    cut: body.cut,
    videoCodec: body.video_codec,
    fps: body.fps,
  };
}
