import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsObject, IsOptional, ValidateNested } from 'class-validator';
import { IsInstant } from '../../../common/validation/is-instant.js';
import { DetectionDto } from './add-detections.dto.js';
import {
  IsCameraId,
  IsExternalId,
  IsFilePath,
  IsLabel,
  IsNotBefore,
  IsSummary,
} from '../../fields.js';
import { Example } from '../../../common/http/example.js';
import { NEW_EVENT } from '../../examples.js';

export class EventVideoDto {
  /** Absolute path inside `MEDIA_ROOTS`; the file may arrive later. */
  @IsFilePath()
  file_path!: string;

  /** When the video begins. If omitted, it is read from the file. */
  @IsOptional()
  @IsInstant()
  started_at?: Date | null;
}

@Example(NEW_EVENT)
export class CreateEventDto {
  /** The caller's name of the camera. */
  @IsCameraId()
  camera_id!: string;

  @IsInstant()
  started_at!: Date;

  /** Omit it while the end is not known. */
  @IsOptional()
  @IsInstant()
  @IsNotBefore('started_at')
  ended_at?: Date | null;

  /** The kind of event. */
  @IsOptional()
  @IsLabel()
  label?: string | null;

  /** Free text for people. */
  @IsOptional()
  @IsSummary()
  summary?: string | null;

  /** The caller's own id. Creating an event of the same camera again with the same id returns the existing event. */
  @IsOptional()
  @IsExternalId()
  external_id?: string | null;

  /** A video of this event only. The recordings of its camera are found without being named here. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => EventVideoDto)
  video?: EventVideoDto | null;

  /** Still frames of the event. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(1000)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => DetectionDto)
  detections?: DetectionDto[] | null;
}
