import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsObject, ValidateNested } from 'class-validator';
import { IsInstant } from '../../common/is-instant.js';
import { IsFilePath } from './fields.js';

export class DetectionDto {
  @IsFilePath()
  file_path!: string;

  @IsInstant()
  detected_at!: Date;
}

export class AddDetectionsDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => DetectionDto)
  detections!: DetectionDto[];
}
