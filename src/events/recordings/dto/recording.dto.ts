import type { PlacedBy } from '../../placing/place-video.js';
import type { Recording } from '../../records/recording.entity.js';
import { Example } from '../../../common/http/example.js';
import { RECORDING, RECORDING_PAGE } from '../../examples.js';

/** A recording in an answer. */
@Example(RECORDING)
export class RecordingDto {
  id!: number;
  camera_id!: string;
  file_path!: string;
  started_at!: Date;
  ended_at!: Date;
  /** Where `started_at` was taken from; `modified` is only a fallback, and wrong for copies. */
  placed_by!: PlacedBy;
}

/** A page of recordings, newest first; `next_cursor` is null on the last one. */
@Example(RECORDING_PAGE)
export class RecordingPageDto {
  recordings!: RecordingDto[];
  /** The `cursor` of the next page; null on the last one. */
  next_cursor!: string | null;
}

export function recordingDto(recording: Recording): RecordingDto {
  return {
    id: recording.id,
    camera_id: recording.cameraId,
    file_path: recording.filePath,
    started_at: recording.startedAt,
    ended_at: recording.endedAt,
    placed_by: recording.placedBy,
  };
}
