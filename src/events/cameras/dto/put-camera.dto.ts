import { IsOptional } from 'class-validator';
import { Example } from '../../../common/http/example.js';
import { NEW_CAMERA } from '../../examples.js';
import {
  IsCameraName,
  IsClockOffset,
  IsDaysByLabel,
  IsFilePattern,
  IsQuietAfter,
  IsRetentionDays,
  IsTimeZone,
} from '../camera-fields.js';

/** All that is set for a camera. What is omitted or null has its default from then on. */
@Example(NEW_CAMERA)
export class PutCameraDto {
  /** For people. */
  @IsOptional()
  @IsCameraName()
  name?: string | null;

  /** The IANA zone of local times in its file names, and of the names of its downloads. Default: `CAMERA_TIMEZONE`. */
  @IsOptional()
  @IsTimeZone()
  time_zone?: string | null;

  /** How far its clock is ahead of the right time; negative if it is behind. Default: 0. */
  @IsOptional()
  @IsClockOffset()
  clock_offset_seconds?: number | null;

  /** How the paths of its files write their start. Default: `CAMERA_FILE_PATTERN`. */
  @IsOptional()
  @IsFilePattern()
  file_pattern?: string | null;

  /** How long its events and the rows of its recordings are kept; 0: for ever. Default: `RETENTION_DAYS`. */
  @IsOptional()
  @IsRetentionDays()
  retention_days?: number | null;

  /** The same for its events with a label. */
  @IsOptional()
  @IsDaysByLabel()
  retention_days_by_label?: Record<string, number> | null;

  /** After how long without a recording it is reported as silent. Default: never. */
  @IsOptional()
  @IsQuietAfter()
  quiet_after_seconds?: number | null;
}
