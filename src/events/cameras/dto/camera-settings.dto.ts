import { ApiProperty } from '@nestjs/swagger';
import { Example } from '../../../common/http/example.js';
import { CAMERA } from '../../examples.js';
import type { Camera } from '../../records/camera.entity.js';

/** What is set for a camera; null: the default. */
@Example(CAMERA)
export class CameraSettingsDto {
  camera_id!: string;
  /** For people. */
  name!: string | null;
  /** Null: `CAMERA_TIMEZONE`. */
  time_zone!: string | null;
  /** How far its clock is ahead of the right time. Null: 0. */
  clock_offset_seconds!: number | null;
  /** Null: `CAMERA_FILE_PATTERN`. */
  file_pattern!: string | null;
  /** 0: for ever. Null: `RETENTION_DAYS`. */
  @ApiProperty({ type: 'integer' })
  retention_days!: number | null;
  /** For events with a label, before `retention_days`; 0: for ever. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' } })
  retention_days_by_label!: Record<string, number>;
  /** Null: silence is not reported. */
  @ApiProperty({ type: 'integer' })
  quiet_after_seconds!: number | null;
  /** Since when it has recorded nothing, as `camera.silent` reported; null while it records, or is not watched. */
  silent_since!: Date | null;
}

export function cameraSettingsDto(camera: Camera): CameraSettingsDto {
  return {
    camera_id: camera.cameraId,
    name: camera.name,
    time_zone: camera.timeZone,
    clock_offset_seconds: camera.clockOffsetSeconds,
    file_pattern: camera.filePattern,
    retention_days: camera.retentionDays,
    retention_days_by_label: { ...camera.retentionDaysByLabel },
    quiet_after_seconds: camera.quietAfterSeconds,
    silent_since: camera.silentSince,
  };
}
