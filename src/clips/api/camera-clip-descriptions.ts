import { applyDecorators } from '@nestjs/common';
import { ApiAcceptedResponse, ApiHeader, ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { MAX_NAME_CHARACTERS } from '../../events/fields.js';
import { FileProgress } from '../../media/serving/file-progress.dto.js';
import { RETRY_AFTER } from '../../media/serving/rendition-descriptions.js';
import { CameraClipResponse } from './dto/camera-clip.dto.js';

/* What the contract says about clips of a camera. */

export const OfCamera = () =>
  ApiParam({
    name: 'camera_id',
    schema: { type: 'string', maxLength: MAX_NAME_CHARACTERS, example: 'front-door' },
  });

const Waits = () =>
  applyDecorators(
    ApiHeader({
      name: 'Prefer',
      required: false,
      description:
        '`wait=N` waits N seconds, at most 3600; `respond-async` does not wait (RFC 7240).',
      schema: { type: 'string', example: 'wait=60' },
    }),
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
