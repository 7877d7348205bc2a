import { ApiExtraModels, ApiProperty, refs } from '@nestjs/swagger';
import { Example } from '../../../common/http/example.js';
import type { PlacedBy } from '../../placing/place-video.js';
import { RECORDING_OUTCOMES } from '../../examples.js';

export class RegisteredRecording {
  id!: number;
  /** Where `started_at` was taken from; `modified` is only a fallback, and wrong for copies. */
  placed_by!: PlacedBy;
}

export class RecordingRefusal {
  code!: string;
  message!: string;
}

export class RefusedRecording {
  error!: RecordingRefusal;
}

/** The result for one recording of a batch: its id, or why it was refused. */
export type RecordingOutcome = RegisteredRecording | RefusedRecording;

/** The results of a batch, in the order of the request. */
@ApiExtraModels(RegisteredRecording, RefusedRecording)
@Example(RECORDING_OUTCOMES)
export class RecordingOutcomesDto {
  @ApiProperty({
    type: 'array',
    items: { oneOf: refs(RegisteredRecording, RefusedRecording) },
  })
  recordings!: RecordingOutcome[];
}
