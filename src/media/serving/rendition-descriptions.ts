import { applyDecorators } from '@nestjs/common';
import { ApiAcceptedResponse, ApiHeader, ApiQuery } from '@nestjs/swagger';
import { FfmpegError } from '../../ffmpeg/ffmpeg-error.js';
import { RENDITION_NAMES } from '../storage/clip-file.js';
import { NOT_USABLE } from '../storage/clips-directory.js';
import { NoSpaceError } from '../storage/no-space-error.js';
import type { Thrown } from '../../common/http/throws.js';
import { DatabaseUnavailableError, TooManyStartsError } from '../../common/request-errors.js';
import {
  NoRenditionOfGifError,
  RenditionFailedError,
  RenditionsDisabledError,
  TooManyRenditionsError,
  UnknownRenditionError,
} from './media-errors.js';
import { RENDITION_FAILURES } from './rendition-failures.js';
import { FileProgress } from './file-progress.dto.js';

export const RETRY_AFTER = {
  description: 'After how many seconds to ask again.',
  schema: { type: 'integer' as const, example: 2 },
};

/** Why one could not be made: the codes are those of clips. */
const FAILURES: Record<string, string> = {
  CLIPS_FOLDER_UNUSABLE: NOT_USABLE,
  FFMPEG_FAILED: 'The rendition could not be made. The log has the details.',
  NO_SPACE: new NoSpaceError().message,
  PROCESS_KILLED: new FfmpegError('killed', { args: [] }).message,
  ...RENDITION_FAILURES,
};

/** Why there is no rendition. */
export const NO_RENDITION: Thrown[] = [
  UnknownRenditionError,
  NoRenditionOfGifError,
  TooManyRenditionsError,
  new TooManyStartsError(5),
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
        'A rendition of the clip: `h264` plays everywhere, `small` is at most 720 pixels high, `notify` and `chat` have few bytes (long clips are sped up), `timelapse` plays 60 times as fast, and `gif` is a GIF. It is made at the first request, as background work, and kept with the clip. A clip that is already what the rendition would be is sent itself. A signed link is valid with or without it, as it was signed: see `rendition_urls`.',
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
