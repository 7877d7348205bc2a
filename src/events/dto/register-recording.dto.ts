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
import { IsInstant } from '../../common/is-instant.js';
import { IsCameraId, IsFilePath } from './fields.js';

export class RegisterRecordingDto {
  @IsCameraId()
  camera_id!: string;

  @IsFilePath()
  file_path!: string;

  @IsOptional()
  @IsInstant()
  started_at?: Date | null;

  /** From one millisecond to a week, which no file of a camera reaches. */
  @IsOptional()
  @IsNumber()
  @Min(0.001)
  @Max(604_800)
  duration_seconds?: number | null;
}

export class RegisterRecordingsDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => RegisterRecordingDto)
  recordings!: RegisterRecordingDto[];
}
