import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsObject, ValidateNested } from 'class-validator';
import { IsInstant } from '../../../common/validation/is-instant.js';
import { IsFilePath } from '../../fields.js';
import { Example } from '../../../common/http/example.js';
import { NEW_DETECTIONS } from '../../examples.js';

export class DetectionDto {
  /** Absolute path inside `MEDIA_ROOTS` of a JPEG, PNG or WebP file; the file may arrive later. */
  @IsFilePath()
  file_path!: string;

  /** When the frame was taken. */
  @IsInstant()
  detected_at!: Date;
}

@Example(NEW_DETECTIONS)
export class AddDetectionsDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => DetectionDto)
  detections!: DetectionDto[];
}
