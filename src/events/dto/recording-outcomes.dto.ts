import { ApiExtraModels, ApiProperty, refs } from '@nestjs/swagger';
import { Example } from '../../common/example.js';
import { RECORDING_OUTCOMES } from './examples.js';

export class RegisteredRecording {
  id!: number;
}

export class RecordingRefusal {
  code!: string;
  message!: string;
}

export class RefusedRecording {
  error!: RecordingRefusal;
}

/** What became of one recording of a batch. */
export type RecordingOutcome = RegisteredRecording | RefusedRecording;

/** In the order of the call. */
@ApiExtraModels(RegisteredRecording, RefusedRecording)
@Example(RECORDING_OUTCOMES)
export class RecordingOutcomesDto {
  @ApiProperty({
    type: 'array',
    items: { oneOf: refs(RegisteredRecording, RefusedRecording) },
  })
  recordings!: RecordingOutcome[];
}
