import { applyDecorators } from '@nestjs/common';
import { ApiAcceptedResponse, ApiHeader, ApiQuery } from '@nestjs/swagger';
import { RENDITION_NAMES } from '../storage/clip-file.js';
import type { Thrown } from '../../common/http/throws.js';
import { DatabaseUnavailableError } from '../../common/request-errors.js';
import {
  NoRenditionOfGifError,
  RenditionFailedError,
  RenditionsDisabledError,
  TooManyRenditionsError,
  UnknownRenditionError,
} from './media-errors.js';
import { FileProgress } from './file-progress.dto.js';

export const RETRY_AFTER = {
  description: 'After how many seconds to ask again.',
  schema: { type: 'integer' as const, example: 2 },
};

/** Why one could not be made: the codes are those of clips. */
const FAILURES = {
  CLIPS_FOLDER_UNUSABLE: 'The clips folder may not be used. Check its mount and owner.',
  FFMPEG_FAILED: 'The rendition could not be made. The log has the details.',
  NO_SPACE: 'The disk is full. Free some space and try again.',
  PROCESS_KILLED: 'The system ended FFmpeg before it was done.',
  TIMED_OUT: 'Making the rendition took longer than allowed. Raise CLIP_TIMEOUT_SECONDS.',
  UNREADABLE_SOURCE: "The clip's file is damaged. Generate the clip again.",
  VIDEO_NOT_FOUND: "The clip's file is missing. Generate the clip again.",
};

/** Why there is no rendition. */
export const NO_RENDITION: Thrown[] = [
  UnknownRenditionError,
  NoRenditionOfGifError,
  TooManyRenditionsError,
  RenditionsDisabledError,
  ...Object.entries(FAILURES).map(([code, why]) => new RenditionFailedError(code, why, 30)),
  DatabaseUnavailableError,
];

/** What the contract says about the parameter that asks for a rendition of the file, and its answers. */
export function TakesRendition(): MethodDecorator {
  return applyDecorators(
    ApiQuery({
      name: 'rendition',
      required: false,
      enum: RENDITION_NAMES,
      description:
        'A rendition of the clip: `h264` plays everywhere. It is made at the first request, as background work, and kept with the clip. A clip that needs none is sent itself. A signed link is valid with or without it, as it was signed: see `rendition_urls`.',
    }),
    ApiHeader({
      name: 'Prefer',
      required: false,
      description: '`wait=N` waits N seconds, at most 3600, for a rendition (RFC 7240).',
      schema: { type: 'string', example: 'wait=60' },
    }),
    ApiAcceptedResponse({
      description: 'The rendition is being made.',
      type: FileProgress,
      headers: { 'Retry-After': RETRY_AFTER },
    }),
  );
}
