import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsNumber,
  IsObject,
  IsOptional,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsInstant } from '../../../common/validation/is-instant.js';
import { IsCameraId, IsFilePath } from '../../fields.js';
import { Example } from '../../../common/http/example.js';
import { NEW_RECORDING, NEW_RECORDINGS } from '../../examples.js';

@Example(NEW_RECORDING)
export class RegisterRecordingDto {
  /** The caller's name of the camera. */
  @IsCameraId()
  camera_id!: string;

  /** Absolute path inside `MEDIA_ROOTS`. */
  @IsFilePath()
  file_path!: string;

  /** When the recording begins. If omitted, it is read from the file. */
  @IsOptional()
  @IsInstant()
  started_at?: Date | null;

  /** From one millisecond to a week. If omitted, it is read from the file. */
  @IsOptional()
  @IsNumber()
  @Min(0.001)
  @Max(604_800)
  duration_seconds?: number | null;
}

@Example(NEW_RECORDINGS)
export class RegisterRecordingsDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => RegisterRecordingDto)
  recordings!: RegisterRecordingDto[];
}
