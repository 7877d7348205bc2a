import type { Detection } from '../../records/detection.entity.js';
import { Example } from '../../../common/http/example.js';
import { DETECTIONS } from '../../examples.js';

/** A detection in an answer. */
export class AddedDetectionDto {
  id!: number;
  file_path!: string;
  detected_at!: Date;
}

@Example(DETECTIONS)
export class DetectionsDto {
  detections!: AddedDetectionDto[];
}

export function detectionsDto(detections: Detection[]): DetectionsDto {
  return {
    detections: detections.map(({ id, filePath, detectedAt }) => ({
      id,
      file_path: filePath,
      detected_at: detectedAt,
    })),
  };
}
