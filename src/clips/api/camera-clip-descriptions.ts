import { applyDecorators } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { MAX_NAME_CHARACTERS } from '../../events/fields.js';
import { FileProgress } from '../../media/serving/file-progress.dto.js';
import { RETRY_AFTER } from '../../media/serving/rendition-descriptions.js';
import { TakesPrefer } from './clip-descriptions.js';
import { CameraClipResponse } from './dto/camera-clip.dto.js';

/* What the contract says about clips of a camera. */

export const OfCamera = () =>
  ApiParam({
    name: 'camera_id',
    schema: { type: 'string', maxLength: MAX_NAME_CHARACTERS, example: 'front-door' },
  });

const Waits = () =>
  applyDecorators(
    TakesPrefer(),
    ApiAcceptedResponse({
      description: 'The clip is being made, or waits for footage.',
      type: FileProgress,
      headers: { 'Retry-After': RETRY_AFTER },
    }),
  );

export function CameraClipFileAnswers(): MethodDecorator {
  return Waits();
}

export function CameraClipAnswer(): MethodDecorator {
  return applyDecorators(Waits(), ApiOkResponse({ type: CameraClipResponse }));
}
