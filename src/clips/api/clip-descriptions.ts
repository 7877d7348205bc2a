import { applyDecorators } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiCreatedResponse,
  ApiFoundResponse,
  ApiHeader,
  ApiOkResponse,
} from '@nestjs/swagger';
import type { Wire } from '../../common/http/example.js';
import { ClipGenerateResponse } from './dto/clip-answers.dto.js';
import { CLIP_FAILED, CLIP_MADE, CLIP_PENDING, CLIP_EXISTING } from './dto/examples.js';

/* What the contract says about routes whose answers are more than one body of one type. */

const LOCATION = {
  description: 'Where the clip is served; the same as `clip_url`.',
  schema: { type: 'string' as const, example: '/api/media/clips/123_clip.mp4' },
};

/** The header that says how long a call waits for a clip. */
export const TakesPrefer = () =>
  ApiHeader({
    name: 'Prefer',
    required: false,
    description:
      '`wait=N` waits N seconds, at most 3600; `respond-async` does not wait (RFC 7240).',
    schema: { type: 'string', example: 'wait=60' },
  });

/** The successful answers of `generate`, and the header that says how long it waits. */
export function GenerateAnswers(): MethodDecorator {
  const type = ClipGenerateResponse;
  return applyDecorators(
    TakesPrefer(),
    ApiCreatedResponse({
      description: 'The clip was made.',
      headers: { Location: LOCATION },
      ...{ type, example: CLIP_MADE satisfies Wire<ClipGenerateResponse> },
    }),
    ApiAcceptedResponse({
      description: 'The clip is still being made.',
      type,
      example: CLIP_PENDING satisfies Wire<ClipGenerateResponse>,
    }),
    ApiOkResponse({
      description: 'There was a clip already, or it could not be made: see `status`.',
      type,
      examples: {
        completed: {
          summary: 'There was a clip already.',
          value: CLIP_EXISTING satisfies Wire<ClipGenerateResponse>,
        },
        failed: {
          summary: 'The clip could not be made.',
          value: CLIP_FAILED satisfies Wire<ClipGenerateResponse>,
        },
      },
    }),
  );
}

/** A redirect to the clip. */
export function RedirectsToClip(): MethodDecorator {
  return ApiFoundResponse({
    description: 'The clip exists.',
    headers: { Location: { ...LOCATION, description: 'Where the clip is served.' } },
  });
}
