import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, ValidateNested } from 'class-validator';
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
  @ValidateNested({ each: true })
  @Type(() => DetectionDto)
  detections!: DetectionDto[];
}
