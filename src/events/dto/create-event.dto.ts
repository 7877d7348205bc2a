import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsObject, IsOptional, ValidateNested } from 'class-validator';
import { IsInstant } from '../../common/is-instant.js';
import { DetectionDto } from './add-detections.dto.js';
import { IsCameraId, IsExternalId, IsFilePath, IsLabel, IsNotBefore, IsSummary } from './fields.js';

export class EventVideoDto {
  @IsFilePath()
  file_path!: string;

  @IsOptional()
  @IsInstant()
  started_at?: Date | null;
}

export class CreateEventDto {
  @IsCameraId()
  camera_id!: string;

  @IsInstant()
  started_at!: Date;

  @IsOptional()
  @IsInstant()
  @IsNotBefore('started_at')
  ended_at?: Date | null;

  @IsOptional()
  @IsLabel()
  label?: string | null;

  @IsOptional()
  @IsSummary()
  summary?: string | null;

  @IsOptional()
  @IsExternalId()
  external_id?: string | null;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => EventVideoDto)
  video?: EventVideoDto | null;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(1000)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => DetectionDto)
  detections?: DetectionDto[] | null;
}
